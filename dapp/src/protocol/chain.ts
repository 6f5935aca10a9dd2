import { type Address, isAddressEqual, type PublicClient } from "viem";
import { eventsOf, position } from "./chainEvents.ts";
import { ChainRolls } from "./chainRolls.ts";
import { leVoteAbi, openPollAbi } from "./generated/abi.ts";
import { LogBook } from "./logBook.ts";
import {
  type BallotRecord,
  type FrozenRoll,
  leavesAt,
  type PollEvent,
  type PollRecord,
  type Reader,
  type TurnoutPoint,
} from "./reader.ts";

export interface ChainReaderOptions {
  client: PublicClient;
  leVote: Address;
  /** Block of LeVote's deployment. */
  startBlock: number;
}

/** Points of a turnout curve: block times are fetched one by one. */
const TURNOUT_POINTS = 100;

const LEVOTE_EVENTS = eventsOf(leVoteAbi, ["PollPublished", "RollCreated"]);
const LIFE_EVENTS = eventsOf(openPollAbi, ["RollMarked", "Frozen", "Cancelled"]);
const BALLOT_EVENTS = eventsOf(openPollAbi, ["BallotCounted"]);

/** Reads everything from a node: events from `startBlock` on, and views. Slower than the subgraph, and always there. */
export function chainReader({ client, leVote, startBlock }: ChainReaderOptions): Reader {
  const published = new LogBook(client, leVote, LEVOTE_EVENTS, startBlock);
  const rolls = new ChainRolls(client);
  const lives = new Map<Address, LogBook<typeof LIFE_EVENTS>>();
  const ballotBooks = new Map<Address, LogBook<typeof BALLOT_EVENTS>>();

  const createdRolls = async () => (await published.read()).filter((log) => log.eventName === "RollCreated");
  const publishedPolls = async () =>
    (await published.read()).filter((log) => log.eventName === "PollPublished");
  type PollLog = Awaited<ReturnType<typeof publishedPolls>>[number];

  const findPoll = async (address: Address) =>
    (await publishedPolls()).find((log) => isAddressEqual(log.args.poll, address)) ?? null;
  const knownPoll = async (address: Address) => {
    const log = await findPoll(address);
    if (!log) throw new RangeError(`${address} is no poll of this LeVote`);
    return log;
  };
  const findRoll = async (address: Address) =>
    (await createdRolls()).find((log) => isAddressEqual(log.args.roll, address)) ?? null;
  const knownRoll = async (address: Address) => {
    const log = await findRoll(address);
    if (!log) throw new RangeError(`${address} is no roll of this LeVote`);
    return { address: log.args.roll, fromBlock: Number(log.blockNumber) };
  };

  const life = (log: PollLog) =>
    remembered(
      lives,
      log.args.poll,
      () => new LogBook(client, log.args.poll, LIFE_EVENTS, Number(log.blockNumber)),
    );
  const ballotLogs = async (address: Address) => {
    const log = await knownPoll(address);
    const { poll } = log.args;
    const from = Number(log.blockNumber);
    return remembered(ballotBooks, poll, () => new LogBook(client, poll, BALLOT_EVENTS, from)).read();
  };
  const timeOf = async (blockNumber: bigint) => Number((await client.getBlock({ blockNumber })).timestamp);

  const pollRecord = async (log: PollLog): Promise<PollRecord> => {
    const { poll, roll, organiser, kind, parameters, document } = log.args;
    const view = { address: poll, abi: openPollAbi } as const;
    const [events, ballots] = await Promise.all([
      life(log).read(),
      client.readContract({ ...view, functionName: "ballots" }),
    ]);
    let rollMark: number | null = null;
    let frozen: FrozenRoll | null = null;
    let cancelled: PollRecord["cancelled"] = null;
    for (const event of events) {
      if (event.eventName === "RollMarked") rollMark = Number(event.args.mark);
      else if (event.eventName === "Frozen") frozen = { ...event.args, at: position(event) };
      else cancelled = { reason: event.args.reason };
    }
    const { rollClosesAt, opensAt, closesAt, minimumRoll, questions } = parameters;
    return {
      address: poll,
      kind: kind === 2 ? "sealed" : "open",
      roll,
      organiser,
      rollClosesAt,
      opensAt,
      closesAt,
      minimumRoll,
      questions: [...questions],
      document,
      published: position(log),
      rollMark,
      frozen,
      cancelled,
      ballots,
    };
  };

  return {
    async head() {
      const { number, timestamp } = await client.getBlock({ blockTag: "latest" });
      return { block: Number(number), time: Number(timestamp) };
    },

    polls: async () => Promise.all((await publishedPolls()).reverse().map(pollRecord)),

    async poll(address) {
      const log = await findPoll(address);
      return log && pollRecord(log);
    },

    rolls: async () => Promise.all((await createdRolls()).reverse().map((log) => rolls.record(log))),

    async roll(address) {
      const log = await findRoll(address);
      return log && rolls.record(log);
    },

    rollMembers: async (roll) => rolls.members(await knownRoll(roll)),
    rollLeaves: async (roll, at) => leavesAt(await rolls.members(await knownRoll(roll)), at),
    batches: async (roll) => rolls.batches(await knownRoll(roll)),

    async ballots(poll, from, count): Promise<BallotRecord[]> {
      const logs = await ballotLogs(poll);
      return logs.slice(from, from + count).map((log) => ({
        ballot: Number(log.args.ballot),
        nullifier: log.args.nullifier,
        votes: log.args.votes,
        proof: log.args.proof,
        counted: position(log),
      }));
    },

    async totals(poll) {
      const { poll: address } = (await knownPoll(poll)).args;
      return (await client.readContract({ address, abi: openPollAbi, functionName: "totals" })).map(Number);
    },

    async turnout(poll): Promise<TurnoutPoint[]> {
      const logs = await ballotLogs(poll);
      const step = Math.max(1, Math.ceil(logs.length / TURNOUT_POINTS));
      const sampled = logs.filter((_, i) => (i + 1) % step === 0 || i === logs.length - 1);
      return Promise.all(
        sampled.map(async (log) => ({
          time: await timeOf(log.blockNumber),
          ballots: Number(log.args.ballot) + 1,
        })),
      );
    },

    async history(poll): Promise<PollEvent[]> {
      const log = await knownPoll(poll);
      const facts = (args: Record<string, unknown>) =>
        Object.fromEntries(Object.entries(args).map(([name, value]) => [name, String(value)]));
      const events = [
        { name: "Published" as const, log, facts: { organiser: log.args.organiser } },
        ...(await life(log).read()).map((event) => ({
          name: event.eventName,
          log: event,
          facts: facts(event.args),
        })),
      ];
      return Promise.all(
        events.map(async ({ name, log: { blockNumber, logIndex, transactionHash }, facts: told }) => ({
          name,
          facts: told,
          block: Number(blockNumber),
          logIndex,
          transaction: transactionHash,
          time: await timeOf(blockNumber),
        })),
      );
    },
  };
}

function remembered<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key) ?? make();
  map.set(key, known);
  return known;
}
