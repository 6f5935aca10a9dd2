import { type Abi, type Address, type Hex, isAddressEqual, keccak256, stringToBytes } from "viem";
import { position } from "../../chainEvents.ts";
import { readPollDocument } from "../../documents.ts";
import { leVoteAbi, openPollAbi, sealedPollAbi } from "../../generated/abi.ts";
import type { PhaseFacts } from "../../phase.ts";
import { validateRules } from "../../questionRules.ts";
import { decodeRule, type QuestionRule } from "../../questions.ts";
import { isNoLater, type PollKindName, type Position } from "../../reader.ts";
import { cloneAddress, readClone } from "../clones.ts";
import { type PollContent, readPollContent } from "../content.ts";
import type { Context } from "../context.ts";
import { CouldNotCheck } from "../difference.ts";
import { canonical } from "../inputs.ts";
import { allEvents, type ChainEvent } from "../logStream.ts";
import type { StepRecord } from "../report.ts";
import type { Deployment } from "./code.ts";

/** In the order of `PollKind` in `ILeVote.sol`. */
const KINDS = [null, "open", "sealed"] as const;

export interface Publication {
  kind: PollKindName;
  content: PollContent;
  rules: QuestionRule[];
  /** Who published. */
  organiser: Address;
  published: Position;
  /** LeVote's events about roll and committee. */
  created: ChainEvent[];
  /** What happened to the poll, ballots not included, in order. */
  life: ChainEvent[];
}

/** The poll is LeVote's, its address follows from its content, and its document is the one that its code commits to. */
export async function checkPublication(
  context: Context,
  step: StepRecord,
  { implementations, windows }: Deployment,
): Promise<Publication> {
  const { source, inputs, poll, leVote, head } = context;
  const code = await source.code(poll);
  if (code === "0x") throw new CouldNotCheck(`no contract stands at ${poll} in block ${head.number}`);
  inputs.code.poll = keccak256(code);
  const clone = readClone(code);
  step.require(clone !== null, "wrongAddress", `what stands at ${poll} is not one of LeVote's clones`);
  const kind = (["open", "sealed"] as const).find((name) =>
    isAddressEqual(implementations[`${name}Poll`], clone.implementation),
  );
  step.require(
    kind !== undefined,
    "wrongAddress",
    `${poll} copies ${clone.implementation}, which is no poll of LeVote`,
  );
  const content = readPollContent(clone.args, kind);
  const { roll } = content.parameters;

  const events = await allEvents(source, inputs, {
    ...{ label: "leVote", address: leVote, abi: leVoteAbi as Abi },
    events: ["PollPublished", "PollSealed", "RollCreated", "CommitteeCreated"],
    about: [poll, roll, ...(content.sealing ? [content.sealing.committee] : [])],
    ...{ from: context.startBlock, to: head.number },
  });
  const own = events.filter(({ args }) => isAddressEqual((args.poll ?? roll) as Address, poll));
  const [event, second] = own.filter(({ name }) => name === "PollPublished");
  step.require(event !== undefined, "notPublished", `LeVote at ${leVote} never published ${poll}`);
  step.require(second === undefined, "notPublished", `LeVote's logs publish ${poll} twice`);
  const {
    organiser,
    document,
    kind: kindNumber,
    parameters,
  } = event.args as {
    organiser: Address;
    document: string;
    kind: number;
    parameters: unknown;
  };
  step.expect(
    isAddressEqual(cloneAddress(leVote, organiser, clone), poll),
    "wrongAddress",
    `LeVote makes this content of ${organiser} at another address than ${poll}`,
  );
  const sameContent = KINDS[kindNumber] === kind && canonical(parameters) === canonical(content.parameters);
  step.expect(
    sameContent,
    "contentDiffers",
    "PollPublished tells of other parameters than the poll's code holds",
  );
  const hash = keccak256(stringToBytes(document));
  inputs.documents.poll = hash;
  step.expect(
    hash === content.documentHash,
    "documentDiffers",
    `the poll's document has the hash ${hash}, its code commits to ${content.documentHash}`,
  );
  const read = readPollDocument(document, content.parameters.questions);
  step.expect(!read.malformed, "documentMalformed", () =>
    read.malformed ? `${read.reason}: ${read.detail}` : "",
  );
  requireSealed(step, content, own);

  const published = position(event.log);
  const publishedAt = await source.timeOf(event.log.blockNumber);
  const rules = content.parameters.questions.map(decodeRule);
  requirePublishable(step, content, rules, windows, publishedAt);
  await compareViews(context, step, kind, content);

  const abi = (kind === "open" ? openPollAbi : sealedPollAbi) as Abi;
  const opening = kind === "open" ? [] : ["SharePublished", "Finalized"];
  const life = await allEvents(source, inputs, {
    ...{ label: "poll", address: poll, abi, events: ["RollMarked", "Frozen", "Cancelled", ...opening] },
    ...{ from: event.log.blockNumber, to: head.number },
  });
  const { opensAt, closesAt } = content.parameters;
  Object.assign(step.facts, { kind, organiser, roll, publishedAt, opensAt, closesAt, documentHash: hash });
  step.facts.questions = rules.length;
  const created = events.filter((other) => !own.includes(other) && isNoLater(position(other.log), published));
  return { kind, content, rules, organiser, published, created, life };
}

function requireSealed(step: StepRecord, { sealing }: PollContent, own: readonly ChainEvent[]): void {
  const events = own.filter(({ name }) => name === "PollSealed");
  step.expect(events.length === (sealing ? 1 : 0), "notPublished", `${events.length} PollSealed events`);
  if (!sealing || !events[0]) return;
  const { committee, minimumTurnout, electionKey } = events[0].args;
  const told = { committee, minimumTurnout, key: electionKey };
  const held = { ...sealing, key: [sealing.key.x, sealing.key.y] };
  step.expect(
    canonical(told) === canonical(held),
    "contentDiffers",
    "PollSealed tells of another committee, turnout or key than the poll's code holds",
  );
  step.expect(sealing.minimumTurnout >= 2, "notPublishable", "a turnout of one would show a vote");
}

/** What LeVote demands of every poll: this source's rules, in case its code is another's. */
function requirePublishable(
  step: StepRecord,
  { parameters }: PollContent,
  rules: readonly QuestionRule[],
  windows: Deployment["windows"],
  publishedAt: number,
): void {
  const { rollClosesAt, opensAt, closesAt, minimumRoll } = parameters;
  const inOrder =
    publishedAt <= rollClosesAt &&
    rollClosesAt + windows.rollClosing <= opensAt &&
    opensAt + windows.voting <= closesAt &&
    opensAt < closesAt;
  step.expect(inOrder, "notPublishable", `schedule ${publishedAt}, ${rollClosesAt}, ${opensAt}, ${closesAt}`);
  step.expect(minimumRoll >= 2, "notPublishable", "a roll of one would show a vote");
  const fault = validateRules(rules);
  step.expect(fault === null, "notPublishable", () => `question ${fault?.question}: ${fault?.fault}`);
}

async function compareViews(
  { source, leVote, poll }: Context,
  step: StepRecord,
  kind: PollKindName,
  content: PollContent,
): Promise<void> {
  const [kindNumber, parameters, hash] = await Promise.all([
    source.view(leVote, leVoteAbi as Abi, "pollKind", [poll]),
    source.view(poll, openPollAbi as Abi, "parameters"),
    source.view(poll, openPollAbi as Abi, "documentHash"),
  ]);
  step.expect(KINDS[Number(kindNumber)] === kind, "viewDiffers", `LeVote.pollKind says ${kindNumber}`);
  const same = canonical(parameters) === canonical(content.parameters);
  step.expect(same, "viewDiffers", "parameters() differs from the poll's code");
  step.expect(
    (hash as Hex) === content.documentHash,
    "viewDiffers",
    "documentHash() differs from the poll's code",
  );
}

/** Facts that decide the phase, from the poll's events. */
export function pollFacts({ content, life }: Publication, ballots: number): PhaseFacts {
  const { rollClosesAt, opensAt, closesAt } = content.parameters;
  const has = (name: string) => life.some((event) => event.name === name);
  const sealed = content.sealing && {
    enoughBallots: ballots >= content.sealing.minimumTurnout,
    finalized: has("Finalized"),
  };
  return { rollClosesAt, opensAt, closesAt, cancelled: has("Cancelled"), frozen: has("Frozen"), sealed };
}
