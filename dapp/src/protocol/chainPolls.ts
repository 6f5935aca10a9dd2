import type { Address, Hex, PublicClient } from "viem";
import { eventsOf, position } from "./chainEvents.ts";
import { sealedPollAbi } from "./generated/abi.ts";
import { LogBook, UNSETTLED } from "./logBook.ts";
import type { PollRecord, SealedFacts } from "./reader.ts";
import { pointsOf } from "./sealed/coordinates.ts";
import type { Point } from "./sealed/curve.ts";
import { ballotSizeOfWords } from "./sealed/sizes.ts";

/** An open poll emits the first three only. */
const LIFE_EVENTS = eventsOf(sealedPollAbi, [
  "RollMarked",
  "Frozen",
  "Cancelled",
  "SharePublished",
  "Finalized",
]);

/** A `PollPublished` event. */
export interface PollPublished {
  args: {
    poll: Address;
    roll: Address;
    organiser: Address;
    kind: number;
    parameters: {
      rollClosesAt: number;
      opensAt: number;
      closesAt: number;
      minimumRoll: number;
      questions: readonly bigint[];
    };
    document: string;
  };
  blockNumber: bigint;
  blockHash: Hex;
  logIndex: number;
  transactionHash: Hex;
}

/** A published poll; `sealing` is null for open ones. */
export interface Publication {
  log: PollPublished;
  sealing: PollSealed | null;
}

/** A block that no reorganisation takes back any more. */
interface SettledBlock {
  number: number;
  /** UNIX seconds. */
  time: number;
}

/** A `PollSealed` event's facts. */
export interface PollSealed {
  committee: Address;
  minimumTurnout: number;
  electionKey: readonly [bigint, bigint];
}

/** Polls, read from their events and their count of ballots. */
export class ChainPolls {
  readonly #client: PublicClient;
  readonly #lives = new Map<Address, LogBook<typeof LIFE_EVENTS>>();
  /** Polls that are over: they are not read again. */
  readonly #over = new Map<Address, { record: PollRecord; blockHash: Hex }>();

  constructor(client: PublicClient) {
    this.#client = client;
  }

  /** Records in the order given. */
  async records(publications: readonly Publication[]): Promise<PollRecord[]> {
    const known = ({ log }: Publication) => {
      const over = this.#over.get(log.args.poll);
      return over?.blockHash === log.blockHash ? over.record : null;
    };
    const settled = publications.every(known) ? null : await this.#settled();
    return Promise.all(
      publications.map(async (publication) => {
        const over = known(publication);
        if (over || !settled) return over ?? this.#read(publication);
        const record = await this.#read(publication);
        const { blockHash, args } = publication.log;
        if (isOver(record, settled)) this.#over.set(args.poll, { record, blockHash });
        return record;
      }),
    );
  }

  async #settled(): Promise<SettledBlock> {
    const head = await this.#client.getBlockNumber({ cacheTime: 0 });
    const blockNumber = head > UNSETTLED ? head - BigInt(UNSETTLED) : 0n;
    const { number, timestamp } = await this.#client.getBlock({ blockNumber });
    return { number: Number(number), time: Number(timestamp) };
  }

  async #read({ log: published, sealing }: Publication): Promise<PollRecord> {
    const { poll, roll, organiser, parameters, document } = published.args;
    const [events, ballots] = await Promise.all([
      this.life(published),
      this.#client.readContract({ address: poll, abi: sealedPollAbi, functionName: "ballots" }),
    ]);
    const { rollClosesAt, opensAt, closesAt, minimumRoll, questions } = parameters;
    const record: PollRecord = {
      address: poll,
      kind: sealing ? "sealed" : "open",
      roll,
      organiser,
      rollClosesAt,
      opensAt,
      closesAt,
      minimumRoll,
      questions: [...questions],
      document,
      published: position(published),
      rollMark: null,
      frozen: null,
      cancelled: null,
      ballots,
      sealed: sealing && sealedFacts(sealing, questions),
    };
    for (const event of events) {
      if (event.eventName === "RollMarked") record.rollMark = Number(event.args.mark);
      else if (event.eventName === "Frozen") record.frozen = { ...event.args, at: position(event) };
      else if (event.eventName === "Cancelled") record.cancelled = { reason: event.args.reason };
      else if (record.sealed) addOpening(record.sealed, event);
    }
    return record;
  }

  /** What happened to the poll since it was published, ballots not included. */
  life({ args: { poll }, blockNumber }: PollPublished) {
    const book = this.#lives.get(poll) ?? new LogBook(this.#client, poll, LIFE_EVENTS, Number(blockNumber));
    this.#lives.set(poll, book);
    return book.read();
  }
}

/** Whether nothing can happen to the poll any more, and nothing that did can be undone. */
function isOver(
  { closesAt, frozen, cancelled, sealed, ballots }: PollRecord,
  settled: SettledBlock,
): boolean {
  if (settled.time < closesAt) return false;
  if (!sealed || !frozen || cancelled || ballots < sealed.minimumTurnout) return true;
  return sealed.result !== null && sealed.result.at.block <= settled.number;
}

type LifeEvent = Awaited<ReturnType<ChainPolls["life"]>>[number];
type Opening = Extract<LifeEvent, { eventName: "SharePublished" | "Finalized" }>;

function sealedFacts(sealing: PollSealed, questions: readonly bigint[]): SealedFacts {
  const [electionKey] = pointsOf(sealing.electionKey) as [Point];
  return {
    committee: sealing.committee,
    minimumTurnout: sealing.minimumTurnout,
    electionKey,
    size: ballotSizeOfWords(questions),
    shares: [],
    result: null,
  };
}

function addOpening(sealed: SealedFacts, event: Opening): void {
  const at = position(event);
  if (event.eventName === "SharePublished") {
    const { trustee, D, h, proof } = event.args;
    const points = pointsOf(D);
    sealed.shares.push({ trustee: Number(trustee), points, proof: { points: proof, h }, published: at });
  } else {
    const { trustees, totals } = event.args;
    sealed.result = { trustees: trustees.map(Number), totals: totals.map(Number), at };
  }
}

/** An event's facts as text, as {@link PollEvent} has them; what is long stands in the poll's record. */
export function lifeFacts(event: LifeEvent): Record<string, string> {
  if (event.eventName === "SharePublished") return { trustee: String(event.args.trustee) };
  const facts = event.eventName === "Finalized" ? { trustees: event.args.trustees.join() } : event.args;
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, String(value)]));
}
