import { type Address, isAddressEqual, type PublicClient } from "viem";
import { ChainBallots } from "./chainBallots.ts";
import { ChainCommittees } from "./chainCommittees.ts";
import { eventsOf } from "./chainEvents.ts";
import { ChainPolls, lifeFacts } from "./chainPolls.ts";
import { ChainRolls } from "./chainRolls.ts";
import { leVoteAbi, openPollAbi, sealedPollAbi } from "./generated/abi.ts";
import { LogBook } from "./logBook.ts";
import { leavesAt, type PollEvent, type Reader, type TurnoutPoint } from "./reader.ts";
import { ciphertextsOf } from "./sealed/coordinates.ts";

export interface ChainReaderOptions {
  client: PublicClient;
  leVote: Address;
  /** Block of LeVote's deployment. */
  startBlock: number;
}

/** Points of a turnout curve: block times are fetched one by one. */
const TURNOUT_POINTS = 100;

const LEVOTE_EVENTS = eventsOf(leVoteAbi, ["PollPublished", "PollSealed", "RollCreated", "CommitteeCreated"]);

/** Reads everything from a node: events from `startBlock` on, and views. Slower than the subgraph, and always there. */
export function chainReader({ client, leVote, startBlock }: ChainReaderOptions): Reader {
  const made = new LogBook(client, leVote, LEVOTE_EVENTS, startBlock);
  const rolls = new ChainRolls(client);
  const committees = new ChainCommittees(client);
  const polls = new ChainPolls(client);
  const ballots = new ChainBallots(client);

  const createdRolls = async () => (await made.read()).filter((log) => log.eventName === "RollCreated");
  const createdCommittees = async () =>
    (await made.read()).filter((log) => log.eventName === "CommitteeCreated");
  const publishedPolls = async () => {
    const logs = await made.read();
    const sealings = new Map(
      logs.flatMap((log) => (log.eventName === "PollSealed" ? [[log.args.poll, log.args] as const] : [])),
    );
    return logs.flatMap((log) =>
      log.eventName === "PollPublished" ? [{ log, sealing: sealings.get(log.args.poll) ?? null }] : [],
    );
  };

  const findPoll = async (address: Address) =>
    (await publishedPolls()).find(({ log }) => isAddressEqual(log.args.poll, address)) ?? null;
  const knownPoll = async (address: Address) => {
    const found = await findPoll(address);
    if (!found) throw new RangeError(`${address} is no poll of this LeVote`);
    const { log, sealing } = found;
    return { log, sealing, address: log.args.poll, fromBlock: Number(log.blockNumber) };
  };
  const findRoll = async (address: Address) =>
    (await createdRolls()).find((log) => isAddressEqual(log.args.roll, address)) ?? null;
  const knownRoll = async (address: Address) => {
    const log = await findRoll(address);
    if (!log) throw new RangeError(`${address} is no roll of this LeVote`);
    return { address: log.args.roll, fromBlock: Number(log.blockNumber) };
  };
  const timeOf = async (blockNumber: bigint) => Number((await client.getBlock({ blockNumber })).timestamp);

  return {
    async head() {
      const { number, timestamp } = await client.getBlock({ blockTag: "latest" });
      return { block: Number(number), time: Number(timestamp) };
    },

    polls: async () => polls.records((await publishedPolls()).reverse()),

    async poll(address) {
      const found = await findPoll(address);
      const [record = null] = found ? await polls.records([found]) : [];
      return record;
    },

    rolls: async () => Promise.all((await createdRolls()).reverse().map((log) => rolls.record(log))),

    async roll(address) {
      const log = await findRoll(address);
      return log && rolls.record(log);
    },

    committees: async () =>
      Promise.all((await createdCommittees()).reverse().map((log) => committees.record(log))),

    async committee(address) {
      const logs = await createdCommittees();
      const log = logs.find(({ args }) => isAddressEqual(args.committee, address));
      return log ? committees.record(log) : null;
    },

    rollMembers: async (roll) => rolls.members(await knownRoll(roll)),
    rollLeaves: async (roll, at) => leavesAt(await rolls.members(await knownRoll(roll)), at),
    batches: async (roll) => rolls.batches(await knownRoll(roll)),

    ballots: async (poll, from, count) =>
      (await ballots.open(await knownPoll(poll))).slice(from, from + count),

    sealedBallots: async (poll, from, count) =>
      (await ballots.sealed(await knownPoll(poll))).slice(from, from + count),

    nullifiers: async (poll) => (await ballots.logs(await knownPoll(poll))).map(({ args }) => args.nullifier),

    async totals(poll) {
      // The same call in both kinds of polls.
      const { address } = await knownPoll(poll);
      return (await client.readContract({ address, abi: openPollAbi, functionName: "totals" })).map(Number);
    },

    async encryptedTotals(poll) {
      const { address, sealing } = await knownPoll(poll);
      if (!sealing) throw new RangeError(`${poll} is no sealed poll`);
      const contract = { address, abi: sealedPollAbi } as const;
      return ciphertextsOf(await client.readContract({ ...contract, functionName: "encryptedTotals" }));
    },

    async turnout(poll): Promise<TurnoutPoint[]> {
      const logs = await ballots.logs(await knownPoll(poll));
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
      const { log } = await knownPoll(poll);
      const events = [
        { name: "Published" as const, log, facts: { organiser: log.args.organiser } },
        ...(await polls.life(log)).map((event) => ({
          name: event.eventName,
          log: event,
          facts: lifeFacts(event),
        })),
      ];
      return Promise.all(
        events.map(async ({ name, log: { blockNumber, logIndex, transactionHash }, facts }) => ({
          name,
          facts,
          block: Number(blockNumber),
          logIndex,
          transaction: transactionHash,
          time: await timeOf(blockNumber),
        })),
      );
    },
  };
}
