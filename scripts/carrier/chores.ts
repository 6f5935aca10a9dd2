import { encodeFunctionData } from "viem";
import { admit, freezePoll, MAX_ADMISSION } from "../../dapp/src/protocol/actions.ts";
import { decodeError } from "../../dapp/src/protocol/errors.ts";
import { canFreeze } from "../../dapp/src/protocol/phase.ts";
import { type MemberRecord, phaseFacts } from "../../dapp/src/protocol/reader.ts";
import { RollTree } from "../../dapp/src/protocol/rollTree.ts";
import type { Say } from "../services/say.ts";
import type { ChainView, PollView } from "./chainView.ts";
import { isUnreachable, type Sender } from "./sender.ts";
import type { Call, SendingKind, Sendings } from "./sendings.ts";

export interface ChoreOptions {
  view: ChainView;
  sendings: Sendings;
  sender: Sender;
  /** Milliseconds; a chore is left to others for up to so long, so that not all carriers pay for it. */
  courtesy: number;
  say: Say;
}

/** Does what anyone may do and nobody has to: admits who joined in time, then freezes the roll. */
export class Chores {
  readonly #options: ChoreOptions;
  /** When this carrier does a poll's chore itself, milliseconds since 1970. */
  readonly #turns = new Map<string, number>();
  /** Last refusal of a poll's chore: the same one is not said twice. */
  readonly #refusals = new Map<string, string>();

  constructor(options: ChoreOptions) {
    this.#options = options;
  }

  async step(poll: PollView): Promise<void> {
    const { view, sendings, courtesy } = this.#options;
    const { record } = poll;
    const { address } = record;
    if (!canFreeze(phaseFacts(record), view.now)) return;
    const turn = this.#turns.get(address) ?? Date.now() + Math.random() * courtesy;
    this.#turns.set(address, turn);
    if (Date.now() < turn) return;
    if (sendings.isUnderWay(address, "admission") || sendings.isUnderWay(address, "freezing")) return;

    const members = await view.reader.rollMembers(record.roll);
    const marked = members.slice(0, record.rollMark ?? members.length);
    const queued = marked.filter(({ admitted }) => admitted === null);
    if (queued.length > 0) await this.#do("admission", poll, admission(poll, queued));
    else if (liveMembers(members) >= record.minimumRoll)
      await this.#do("freezing", poll, await this.#freezing(poll));
  }

  async #freezing({ record }: PollView): Promise<Call> {
    const leaves = await this.#options.view.reader.rollLeaves(record.roll);
    const { address: to, ...call } = freezePoll(record.address, new RollTree(leaves).freezeWitness());
    return { to, data: encodeFunctionData(call) };
  }

  /** Somebody else may have done it in between; the next look at the chain tells. */
  async #do(kind: SendingKind, { record: { address } }: PollView, call: Call): Promise<void> {
    const { sender, say } = this.#options;
    let gas: bigint;
    try {
      gas = await sender.estimate(call);
    } catch (error) {
      const failure = decodeError(error);
      if (isUnreachable(failure) || failure.name === "Unknown") throw error;
      if (this.#refusals.get(address) !== failure.name)
        say(`${kind} for ${address} is not possible: ${failure.name}`);
      this.#refusals.set(address, failure.name);
      return;
    }
    this.#refusals.delete(address);
    await sender.send({ kind, poll: address, ...call }, gas);
    say(`${kind} for ${address} is on the way`);
  }
}

function admission({ record }: PollView, queued: readonly MemberRecord[]): Call {
  const commitments = queued.slice(0, MAX_ADMISSION).map(({ commitment }) => commitment);
  const { address: to, ...call } = admit(record.roll, commitments);
  return { to, data: encodeFunctionData(call) };
}

const liveMembers = (members: readonly MemberRecord[]) =>
  members.filter(({ admitted, removed }) => admitted !== null && removed === null).length;
