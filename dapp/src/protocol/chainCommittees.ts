import type { Address } from "viem";
import { eventsOf, position } from "./chainEvents.ts";
import { committeeAbi } from "./generated/abi.ts";
import { LogBook, type LogClient } from "./logBook.ts";
import type { CommitteeRecord, TrusteeRecord } from "./reader.ts";
import { pointsOf } from "./sealed/coordinates.ts";
import type { Point } from "./sealed/curve.ts";

const COMMITTEE_EVENTS = eventsOf(committeeAbi, [
  "TrusteeAccepted",
  "SharesDealt",
  "KeyConfirmed",
  "CommitteeReady",
]);

/** A `CommitteeCreated` event. */
export interface CommitteeCreated {
  args: {
    committee: Address;
    creator: Address;
    threshold: bigint;
    trustees: readonly Address[];
    document: string;
  };
  blockNumber: bigint;
  logIndex: number;
}

/** Committees, read from their events alone. */
export class ChainCommittees {
  readonly #client: LogClient;
  readonly #books = new Map<Address, LogBook<typeof COMMITTEE_EVENTS>>();

  constructor(client: LogClient) {
    this.#client = client;
  }

  async record(created: CommitteeCreated): Promise<CommitteeRecord> {
    const { committee, creator, threshold, trustees: accounts, document } = created.args;
    const trustees = accounts.map(
      (account, i): TrusteeRecord => ({
        trustee: i + 1,
        account,
        accepted: null,
        dealt: null,
        confirmed: null,
      }),
    );
    let electionKey: Point | null = null;
    for (const log of await this.#book(committee, Number(created.blockNumber)).read()) {
      if (log.eventName === "CommitteeReady") {
        [electionKey = null] = pointsOf(log.args.electionKey);
        continue;
      }
      const trustee = trustees[Number(log.args.trustee) - 1];
      if (!trustee) throw new RangeError(`${committee} has no trustee ${log.args.trustee}`);
      const at = position(log);
      if (log.eventName === "TrusteeAccepted") {
        trustee.accepted = { encryptionKey: log.args.encryptionKey, at };
      } else if (log.eventName === "SharesDealt") {
        const { commitments, shares } = log.args;
        trustee.dealt = { commitments: pointsOf(commitments), shares: [...shares], at };
      } else {
        const { trusteeKey, h, proof } = log.args;
        const [key] = pointsOf(trusteeKey) as [Point];
        trustee.confirmed = { key, proof: { points: proof, h }, at };
      }
    }
    return {
      address: committee,
      creator,
      threshold: Number(threshold),
      trustees,
      document,
      created: position(created),
      electionKey,
    };
  }

  #book(address: Address, fromBlock: number) {
    const book = this.#books.get(address) ?? new LogBook(this.#client, address, COMMITTEE_EVENTS, fromBlock);
    this.#books.set(address, book);
    return book;
  }
}
