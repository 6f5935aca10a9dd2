import { type Abi, concatHex, type Hex, keccak256 } from "viem";
import { position } from "../../chainEvents.ts";
import { invitationRollAbi } from "../../generated/abi.ts";
import { isNoLater } from "../../reader.ts";
import type { Context } from "../context.ts";
import type { ChainEvent } from "../logStream.ts";
import type { StepRecord } from "../report.ts";
import type { Publication } from "./publication.ts";
import type { RollHistory } from "./roll.ts";

/** Everyone on the roll came by a right of their own, used once: no more than there were invitations or tokens. */
export async function checkInvitations(
  context: Context,
  step: StepRecord,
  publication: Publication,
  roll: RollHistory,
): Promise<void> {
  if (roll.kind === "open") {
    step.notes.push(
      "Anyone could join this roll, as often as they liked: its ballots are not one for each person.",
    );
    return;
  }
  const ways = roll.kind === "invitation" ? new Invitations(step) : new TokenRights(step);
  for (const event of roll.events) ways.take(event);
  requirePaired(step, roll);
  if (!(ways instanceof Invitations)) return;

  const { batches } = ways;
  Object.assign(step.facts, { batches: batches.length, invitations: ways.opened, used: ways.used });
  step.expect(ways.used <= ways.opened, "invitationInvalid", `${ways.used} used, ${ways.opened} opened`);
  const abi = invitationRollAbi as Abi;
  const count = await context.source.view(roll.address, abi, "batches");
  step.expect(
    count === BigInt(batches.length),
    "viewDiffers",
    `the roll has ${count} batches, its events open ${batches.length}`,
  );
  for (const [number, { root, size }] of batches.entries()) {
    const told = await context.source.view(roll.address, abi, "batchAt", [BigInt(number)]);
    const [toldRoot, toldSize] = (told ?? []) as [Hex?, bigint?];
    const same = toldRoot === root && toldSize === BigInt(size);
    step.expect(same, "viewDiffers", `batchAt(${number}) differs from the batch that was opened`);
  }
  const later = roll.events.filter(
    ({ name, log }) => name === "BatchOpened" && !isNoLater(position(log), publication.published),
  ).length;
  step.facts.batchesAfterPublication = later;
  if (later > 0) step.notes.push(`${later} batches of invitations were opened after the poll was published.`);
}

/** Whoever joins does so in the transaction in which a right of theirs is used, for the same commitment. */
function requirePaired(step: StepRecord, { events }: RollHistory): void {
  const uses = new Set(
    events
      .filter(({ name }) => name === "InvitationUsed" || name === "TokenUsed" || name === "VotesUsed")
      .map(({ args, log }) => `${log.transactionHash} ${args.commitment}`),
  );
  const joins = events.filter(({ name }) => name === "Joined");
  const alone = joins.find(({ args, log }) => !uses.has(`${log.transactionHash} ${args.commitment}`));
  step.expect(
    alone === undefined,
    "invitationInvalid",
    () => `resident ${alone?.args.index} joined without a right`,
  );
  step.expect(
    uses.size === joins.length,
    "invitationInvalid",
    `${uses.size} rights were used for ${joins.length} residents`,
  );
}

class Invitations {
  readonly batches: { root: Hex; size: number; spent: Set<number> }[] = [];
  opened = 0;
  used = 0;
  readonly #step: StepRecord;

  constructor(step: StepRecord) {
    this.#step = step;
  }

  take({ name, args }: ChainEvent): void {
    const step: StepRecord = this.#step;
    if (name === "BatchOpened") {
      const [batch, leaves, root] = [Number(args.batch), args.leaves as Hex[], args.root as Hex];
      step.require(
        batch === this.batches.length && leaves.length > 0,
        "invitationInvalid",
        `batch ${batch} is opened where batch ${this.batches.length} must come`,
      );
      step.expect(
        leafRoot(leaves) === root,
        "invitationInvalid",
        `the leaves of batch ${batch} make another root`,
      );
      this.batches.push({ root, size: leaves.length, spent: new Set() });
      this.opened += leaves.length;
    } else if (name === "InvitationUsed" || name === "InvitationRevoked") {
      const [number, index] = [Number(args.batch), Number(args.index)];
      const batch = this.batches[number];
      const there = batch !== undefined && index < batch.size;
      step.expect(there, "invitationInvalid", `there is no invitation ${index} in batch ${number}`);
      step.expect(
        !batch?.spent.has(index),
        "invitationInvalid",
        `invitation ${index} of batch ${number} is spent twice`,
      );
      batch?.spent.add(index);
      if (name === "InvitationUsed") this.used++;
    }
  }
}

class TokenRights {
  readonly #step: StepRecord;
  readonly #used = new Set<string>();

  constructor(step: StepRecord) {
    this.#step = step;
  }

  take({ name, args }: ChainEvent): void {
    if (name !== "TokenUsed" && name !== "VotesUsed") return;
    const right = name === "TokenUsed" ? `token ${args.tokenId}` : `the votes of ${args.holder}`;
    this.#step.expect(!this.#used.has(right), "invitationInvalid", `${right} gave a seat twice`);
    this.#used.add(right);
    this.#step.facts.used = this.#used.size;
  }
}

/** The root of OpenZeppelin's `SimpleMerkleTree` with unsorted leaves, as `contracts/rolls/LeafTree.sol`. */
export function leafRoot(leaves: readonly Hex[]): Hex {
  const nodes: Hex[] = [...Array<Hex>(leaves.length - 1).fill("0x"), ...leaves.toReversed()];
  for (let i = leaves.length - 2; i >= 0; i--) {
    const pair = [nodes[2 * i + 1] as Hex, nodes[2 * i + 2] as Hex];
    nodes[i] = keccak256(concatHex(pair.map((node) => node.toLowerCase() as Hex).sort()));
  }
  return nodes[0] as Hex;
}
