import {
  type Address,
  type Hex,
  keccak256,
  parseEventLogs,
  stringToBytes,
  type TransactionReceipt,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";
import * as actions from "../../dapp/src/protocol/actions.ts";
import { leVoteAbi } from "../../dapp/src/protocol/generated/abi.ts";
import { identityFrom, type VoterIdentity } from "../../dapp/src/protocol/identity.ts";
import {
  batchProof,
  type Enrolment,
  enrolmentTypedData,
  invitationLeaf,
} from "../../dapp/src/protocol/invitations.ts";
import { singleChoice } from "../../dapp/src/protocol/questionPresets.ts";
import { encodeRule } from "../../dapp/src/protocol/questions.ts";
import { RollTree } from "../../dapp/src/protocol/rollTree.ts";
import { DAWN, type World } from "./world.ts";

const seed = (text: string): Hex => keccak256(stringToBytes(text));

/** The n-th resident: always the same person. */
export function resident(number: number): VoterIdentity {
  return identityFrom(Buffer.from(seed(`resident ${number}`).slice(2), "hex"));
}

/** The one-time key of a letter; in tests it comes from its place and not from a stretched code, which takes time. */
export function letterKey(batch: number, index: number): Hex {
  return seed(`letter ${batch}-${index}`);
}

export function batchLeaves(batch: number, size: number): Hex[] {
  return Array.from({ length: size }, (_, index) =>
    invitationLeaf(index, privateKeyToAccount(letterKey(batch, index)).address),
  );
}

/** A roll by invitation with one batch of letters, and what its members' own devices would know of it. */
export class Town {
  readonly #queue: bigint[] = [];
  readonly #leaves: bigint[] = [];

  private constructor(
    readonly world: World,
    readonly roll: Address,
    readonly letters: number,
  ) {}

  static async found(world: World, { letters = 6, organiser = 0, name = "Roll" } = {}): Promise<Town> {
    const receipt = await world.send(
      actions.createInvitationRoll(world.leVote, rollDocument(name)),
      organiser,
    );
    const town = new Town(world, createdIn(receipt), letters);
    await world.send(actions.openBatch(town.roll, batchLeaves(0, letters)), organiser);
    return town;
  }

  /** What the letter's reader sends to enrol; the changed parts make it wrong. */
  async enrolment(
    index: number,
    commitment: bigint,
    changes: { chainId?: number; roll?: Address; signed?: bigint; key?: Hex } = {},
  ): Promise<Enrolment> {
    const { chainId = this.world.chainId, roll = this.roll, signed = commitment } = changes;
    const account = privateKeyToAccount(changes.key ?? letterKey(0, index));
    const signature = await account.signTypedData(enrolmentTypedData(chainId, roll, signed));
    const known = Math.min(index, this.letters - 1);
    return { batch: 0, index, commitment, signature, proof: batchProof(batchLeaves(0, this.letters), known) };
  }

  /** Residents from … to − 1 join, each with the letter of the same number. */
  async enrol(from: number, to: number): Promise<void> {
    for (let number = from; number < to; number++) {
      await this.enrolAs(number, resident(number).commitment);
    }
  }

  async enrolAs(letter: number, commitment: bigint): Promise<TransactionReceipt> {
    const enrolment = await this.enrolment(letter, commitment);
    const receipt = await this.world.send(actions.joinByInvitation(this.roll, enrolment), 9);
    this.#queue.push(commitment);
    return receipt;
  }

  /** Admits the first `count` of the queue. */
  async admit(count = this.#queue.length): Promise<TransactionReceipt> {
    const receipt = await this.world.send(actions.admit(this.roll, this.#queue.slice(0, count)), 8);
    this.#leaves.push(...this.#queue.splice(0, count));
    return receipt;
  }

  /** Commitments that joined and are not admitted, in order. */
  get queue(): readonly bigint[] {
    return this.#queue;
  }

  get tree(): RollTree {
    return new RollTree(this.#leaves);
  }

  indexOf(commitment: bigint): number {
    return this.#leaves.indexOf(commitment);
  }

  announceRemoval(commitment: bigint): Promise<TransactionReceipt> {
    return this.world.send(actions.announceRemoval(this.roll, commitment));
  }

  /** Carries out a removal that was announced. */
  async remove(commitment: bigint): Promise<TransactionReceipt> {
    const index = this.indexOf(commitment);
    const siblings = this.tree.removalSiblings(index);
    const receipt = await this.world.send(actions.removeMember(this.roll, commitment, siblings), 7);
    this.#leaves[index] = 0n;
    return receipt;
  }

  freeze(poll: Address, from = 6): Promise<TransactionReceipt> {
    return this.world.send(actions.freezePoll(poll, this.tree.freezeWitness()), from);
  }

  /** Publishes an open poll; what is not given is {@link pollParameters}'. */
  async publish(changes: Partial<actions.PollParameters> = {}, document = POLL_DOCUMENT): Promise<Address> {
    const parameters = pollParameters(this.roll, changes);
    return createdIn(await this.world.send(actions.publishOpenPoll(this.world.leVote, parameters, document)));
  }
}

/** Schedule of the test polls, far enough from each other that no test runs into the next moment by itself. */
export const SCHEDULE = { rollClosesAt: DAWN + 10_000, opensAt: DAWN + 20_000, closesAt: DAWN + 30_000 };
export const POLL_DOCUMENT = '{"version":1,"languages":["en"],"title":{"en":"A bench for the square?"}}';

export function pollParameters(
  roll: Address,
  changes: Partial<actions.PollParameters> = {},
): actions.PollParameters {
  const questions = [encodeRule(singleChoice({ options: 3, blank: true }))];
  return { roll, ...SCHEDULE, minimumRoll: 2, questions, ...changes };
}

export function rollDocument(name: string): string {
  return JSON.stringify({ version: 1, languages: ["en"], name: { en: name } });
}

/** Address of the roll, committee or poll that a transaction made. */
export function createdIn({ logs }: TransactionReceipt): Address {
  const eventName = ["RollCreated", "CommitteeCreated", "PollPublished"] as const;
  const [event] = parseEventLogs({ abi: leVoteAbi, logs, eventName: [...eventName] });
  if (!event) throw new Error("the transaction made no roll, no committee and no poll");
  if (event.eventName === "CommitteeCreated") return event.args.committee;
  return event.eventName === "RollCreated" ? event.args.roll : event.args.poll;
}
