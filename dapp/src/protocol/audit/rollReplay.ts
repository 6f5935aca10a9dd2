import { LeanIMT } from "@zk-kit/lean-imt";
import { poseidon2 } from "poseidon-lite/poseidon2";
import { type Address, isAddressEqual } from "viem";
import { FIELD } from "../semaphoreProof.ts";
import type { Context } from "./context.ts";
import { type ChainEvent, placeOf } from "./logStream.ts";
import type { StepRecord } from "./report.ts";

interface Seat {
  commitment: bigint;
  removableFrom: number | null;
  removed: boolean;
}

/** The roll's state as its events build it up, each checked against what the contract allows. */
export class RollReplay {
  readonly tree = new LeanIMT<bigint>((left, right) => poseidon2([left, right]));
  organiser: Address;
  group: bigint | null = null;
  live = 0;
  readonly #context: Context;
  readonly #step: StepRecord;
  readonly #seats: Seat[] = [];
  readonly #known = new Set<bigint>();

  constructor(context: Context, step: StepRecord, creator: Address) {
    this.#context = context;
    this.#step = step;
    this.organiser = creator;
  }

  get joined(): number {
    return this.#seats.length;
  }

  async take({ name, args, log }: ChainEvent): Promise<void> {
    const step: StepRecord = this.#step;
    if (name === "Joined") this.#join(Number(args.index), args.commitment as bigint);
    else if (name === "Admitted")
      this.#admit(Number(args.firstIndex), Number(args.count), args.root as bigint);
    else if (name === "GroupOpened") {
      step.require(this.group === null, "memberInvalid", `a second group is opened by log ${placeOf(log)}`);
      this.group = args.groupId as bigint;
    } else if (name === "OrganiserChanged") {
      const follows = isAddressEqual(args.previous as Address, this.organiser);
      step.expect(follows, "notOrganiser", `${args.previous} hands over, ${this.organiser} is the organiser`);
      this.organiser = args.organiser as Address;
    } else if (name === "RemovalAnnounced") {
      const seat = this.#seat(args);
      step.expect(!seat.removed, "removalInvalid", `resident ${args.index} was removed before`);
      seat.removableFrom = Number(args.effectiveAt);
      const notice = seat.removableFrom - (await this.#context.source.timeOf(log.blockNumber));
      step.facts.shortestNotice = Math.min(notice, Number(step.facts.shortestNotice ?? notice));
    } else if (name === "RemovalWithdrawn") this.#seat(args).removableFrom = null;
    else if (name === "Removed") await this.#remove(args, log.blockNumber);
  }

  #join(index: number, commitment: bigint): void {
    const step: StepRecord = this.#step;
    step.require(
      index === this.joined,
      "memberInvalid",
      `resident ${index} joins where resident ${this.joined} must come: a log is missing, forged or out of order`,
    );
    const fresh = commitment > 0n && commitment < FIELD && !this.#known.has(commitment);
    step.expect(fresh, "memberInvalid", `resident ${index} has a commitment that is taken or none`);
    this.#known.add(commitment);
    this.#seats.push({ commitment, removableFrom: null, removed: false });
  }

  #admit(first: number, count: number, root: bigint): void {
    const step: StepRecord = this.#step;
    const { size } = this.tree;
    step.require(this.group !== null, "memberInvalid", "residents are admitted to no group");
    step.require(
      first === size && count > 0 && first + count <= this.joined,
      "memberInvalid",
      `residents ${first} to ${first + count - 1} are admitted after ${size}, ${this.joined} have joined`,
    );
    const leaves = this.#seats
      .slice(first, first + count)
      .map(({ commitment, removed }) => (removed ? 0n : commitment));
    this.tree.insertMany(leaves);
    this.live += count;
    step.expect(
      this.tree.root === root,
      "rootDiffers",
      `admitting residents ${first} to ${first + count - 1} makes the root ${this.tree.root}, the roll says ${root}`,
    );
  }

  async #remove(args: Record<string, unknown>, block: bigint): Promise<void> {
    const step: StepRecord = this.#step;
    const seat = this.#seat(args);
    const index = Number(args.index);
    step.require(
      index < this.tree.size && !seat.removed,
      "removalInvalid",
      `resident ${index} cannot be removed`,
    );
    const time = await this.#context.source.timeOf(block);
    const due = seat.removableFrom !== null && time >= seat.removableFrom;
    step.expect(due, "removalInvalid", `resident ${index} is removed without its announced notice`);
    Object.assign(seat, { removed: true, removableFrom: null });
    this.tree.update(index, 0n);
    this.live--;
    step.expect(this.tree.root === args.root, "rootDiffers", `removing resident ${index} makes another root`);
  }

  #seat({ index, commitment }: Record<string, unknown>): Seat {
    const seat = this.#seats[Number(index)];
    this.#step.require(
      seat !== undefined && seat.commitment === commitment,
      "memberInvalid",
      `resident ${index} is not the one with this commitment`,
    );
    return seat;
  }
}
