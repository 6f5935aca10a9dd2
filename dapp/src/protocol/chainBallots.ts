import type { Address } from "viem";
import { eventsOf, position } from "./chainEvents.ts";
import { openPollAbi, sealedPollAbi } from "./generated/abi.ts";
import { LogBook, type LogClient } from "./logBook.ts";
import type { BallotRecord, SealedBallotRecord } from "./reader.ts";
import { ciphertextsOf } from "./sealed/coordinates.ts";

const BALLOT_EVENTS = [
  ...eventsOf(openPollAbi, ["BallotCounted"]),
  ...eventsOf(sealedPollAbi, ["SealedBallotCounted"]),
] as const;

interface KnownPoll {
  address: Address;
  fromBlock: number;
}

/** Counted ballots of either kind; each poll emits one kind only. */
export class ChainBallots {
  readonly #client: LogClient;
  readonly #books = new Map<Address, LogBook<typeof BALLOT_EVENTS>>();

  constructor(client: LogClient) {
    this.#client = client;
  }

  async open(poll: KnownPoll): Promise<BallotRecord[]> {
    return (await this.logs(poll)).flatMap((log) => {
      if (log.eventName !== "BallotCounted") return [];
      const { ballot, nullifier, votes, proof } = log.args;
      return [{ ballot: Number(ballot), nullifier, votes, proof, counted: position(log) }];
    });
  }

  async sealed(poll: KnownPoll): Promise<SealedBallotRecord[]> {
    return (await this.logs(poll)).flatMap((log) => {
      if (log.eventName !== "SealedBallotCounted") return [];
      const { ballot, nullifier, points, h, ballotProof, memberProof } = log.args;
      return [
        {
          ballot: Number(ballot),
          nullifier,
          ciphertexts: ciphertextsOf(points),
          rules: { points: ballotProof, h },
          membership: memberProof,
          counted: position(log),
        },
      ];
    });
  }

  /** In the order in which they were counted. */
  logs({ address, fromBlock }: KnownPoll) {
    const book = this.#books.get(address) ?? new LogBook(this.#client, address, BALLOT_EVENTS, fromBlock);
    this.#books.set(address, book);
    return book.read();
  }
}
