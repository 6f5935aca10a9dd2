import { type Address, parseEventLogs } from "viem";
import {
  admit,
  castManyVotes,
  castVote,
  createOpenRoll,
  joinOpenRoll,
  publishOpenPoll,
} from "../../dapp/src/protocol/actions.ts";
import { semaphoreAbi } from "../../dapp/src/protocol/generated/abi.ts";
import { approval, singleChoice } from "../../dapp/src/protocol/questionPresets.ts";
import { encodeRule } from "../../dapp/src/protocol/questions.ts";
import { pollScope } from "../../dapp/src/protocol/semaphoreProof.ts";
import { proveUnchecked } from "../../test/support/attacker.ts";
import { ballotOf } from "../../test/support/ballots.ts";
import {
  createdIn,
  pollParameters,
  resident,
  rollDocument,
  SCHEDULE,
  Town,
} from "../../test/support/town.ts";
import type { World } from "../../test/support/world.ts";
import { enlargeGroup, enlargeRoll } from "./largeGroup.ts";

/** Gas of whole transactions, in steady state: what costs more only once for each poll or roll has happened before. */
export interface GasTable {
  /** One ballot of one vector of 8 slots, sent directly to a clone, with the whole ballot in the event. */
  openVote: number;
  /** The same ballot among 32 brought together. */
  openVoteBatch32PerVote: number;
  /** The field's bar: `Semaphore.validateProof` with the same members and the same message. */
  semaphoreValidateProof: number;
  /** Joining by an invitation of a batch of 1,000. */
  enrol: number;
  /** A hundredth of admitting 100 residents to a roll that has {@link GasOptions.members}. */
  admitPerMember100: number;
  /** `Semaphore.addMember` in a group of the same size, mean of 32 in a row: it varies with the place in the tree. */
  semaphoreAddMember: number;
  /** Publishing a poll of two questions with a document of 4,096 bytes. */
  publishOpenPoll4k: number;
}

export interface GasOptions {
  /** Size of the roll and of the group that residents are admitted to. */
  members: number;
}

/** Measures on a chain of its own, through the same deployment as everywhere. */
export async function measureGas(world: World, { members }: GasOptions): Promise<GasTable> {
  const votes = await measureVotes(world);
  const openVoteBatch32PerVote = await measureBatch(world);
  const enrol = await measureEnrolment(world);
  const admitPerMember100 = await measureAdmission(world, members);
  const semaphoreAddMember = await measureSemaphoreAddMember(world, members);
  return { ...votes, openVoteBatch32PerVote, enrol, admitPerMember100, semaphoreAddMember };
}

/** Ballots brought together. */
const BATCH = 32;
const QUESTIONS = [
  encodeRule(singleChoice({ options: 3, blank: true })),
  encodeRule(approval({ options: 4, blank: false, least: 0, most: 4 })),
];
const CHOICE = [1, 0, 0, 0, 1, 0, 1, 0];

async function measureVotes(world: World) {
  const town = await Town.found(world, { letters: 4 });
  await town.enrol(0, 4);
  await town.admit();
  const parameters = pollParameters(town.roll, { questions: QUESTIONS });
  const published = await world.send(publishOpenPoll(world.leVote, parameters, "x".repeat(4_096)));
  const poll = createdIn(published);
  await world.at(SCHEDULE.rollClosesAt);
  await town.freeze(poll);
  await world.moveTo(SCHEDULE.opensAt);
  const gas: number[] = [];
  for (const number of [0, 1, 2]) {
    const ballot = await ballotOf(world, { poll, tree: town.tree, voter: resident(number), votes: CHOICE });
    gas.push(Number((await world.send(castVote(ballot))).gasUsed));
  }
  return {
    openVote: gas[2] ?? 0,
    semaphoreValidateProof: await measureValidateProof(world, town, poll),
    publishOpenPoll4k: Number(published.gasUsed),
  };
}

/** In a town and a poll of its own, opened while the first poll is. */
async function measureBatch(world: World): Promise<number> {
  const town = await Town.found(world, { letters: 1 + BATCH, name: "Batches" });
  await town.enrol(0, 1 + BATCH);
  await town.admit();
  const now = await world.now();
  const schedule = { rollClosesAt: now + 100, opensAt: now + 10_000, closesAt: now + 20_000 };
  const poll = await town.publish({ questions: QUESTIONS, ...schedule });
  await world.at(schedule.rollClosesAt);
  await town.freeze(poll);
  await world.moveTo(schedule.opensAt);
  const voters = Array.from({ length: 1 + BATCH }, (_, i) => resident(i));
  const [first, ...batch] = await Promise.all(
    voters.map((voter) => ballotOf(world, { poll, tree: town.tree, voter, votes: CHOICE })),
  );
  if (!first) throw new Error("the batch needs a ballot before it");
  await world.send(castVote(first));
  return Number((await world.send(castManyVotes(poll, batch))).gasUsed) / BATCH;
}

/** Semaphore proves against its own root, so with a path of its own: the last member of four has two siblings. */
async function measureValidateProof(world: World, town: Town, poll: Address): Promise<number> {
  const inputs = { secretScalar: resident(3).secretScalar, index: 3, length: 2, message: 1n };
  const siblings = town.tree.removalSiblings(3);
  const proved = await proveUnchecked({ ...inputs, siblings, scope: pollScope(world.chainId, poll) }, 10);
  const { root, nullifier, message, scope, points } = proved;
  const proof = { merkleTreeDepth: 10n, merkleTreeRoot: root, nullifier, message, scope, points };
  const args = [await world.invitationRoll(town.roll).read.groupId(), proof];
  const call = { address: world.semaphore.address, abi: semaphoreAbi, functionName: "validateProof", args };
  return Number((await world.send(call)).gasUsed);
}

async function measureEnrolment(world: World): Promise<number> {
  const town = await Town.found(world, { letters: 1_000, name: "Enrolment" });
  const gas: number[] = [];
  for (const number of [0, 1, 2, 3]) {
    gas.push(Number((await town.enrolAs(number, resident(number).commitment)).gasUsed));
  }
  return gas[3] ?? 0;
}

/** Values that stand in for commitments: neither contract can tell, and each differs. */
const commitments = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => resident(0).commitment - BigInt(from + i + 1));

/** Admission is the same for every kind of roll; the one that anyone can join needs no letters. */
async function measureAdmission(world: World, members: number): Promise<number> {
  const roll = createdIn(await world.send(createOpenRoll(world.leVote, rollDocument("Everybody"))));
  const [first = 0n, ...queued] = commitments(0, 101);
  await world.send(joinOpenRoll(roll, first));
  await world.send(admit(roll, [first]));
  await enlargeRoll(world, roll, members);
  for (const commitment of queued) await world.send(joinOpenRoll(roll, commitment));
  return Number((await world.send(admit(roll, queued))).gasUsed) / queued.length;
}

async function measureSemaphoreAddMember(world: World, members: number): Promise<number> {
  const semaphore = { address: world.semaphore.address, abi: semaphoreAbi };
  const { logs } = await world.send({ ...semaphore, functionName: "createGroup", args: [] });
  const [created] = parseEventLogs({ abi: semaphoreAbi, logs, eventName: "GroupCreated" });
  if (!created) throw new Error("Semaphore created no group");
  const { groupId } = created.args;
  await enlargeGroup(world, groupId, members);
  let gas = 0;
  const single = commitments(0, 32);
  for (const commitment of single) {
    const call = { ...semaphore, functionName: "addMember", args: [groupId, commitment] };
    gas += Number((await world.send(call)).gasUsed);
  }
  return gas / single.length;
}
