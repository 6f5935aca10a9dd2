import { type Abi, type Address, isAddressEqual, keccak256, stringToBytes } from "viem";
import { position } from "../../chainEvents.ts";
import { readRollDocument } from "../../documents.ts";
import {
  invitationRollAbi,
  leVoteAbi,
  openRollAbi,
  semaphoreAbi,
  tokenRollAbi,
} from "../../generated/abi.ts";
import { isNoLater, type Position, type RollKindName } from "../../reader.ts";
import { cloneAddress, readClone } from "../clones.ts";
import { readRollContent } from "../content.ts";
import type { Context } from "../context.ts";
import { canonical } from "../inputs.ts";
import { allEvents, type ChainEvent } from "../logStream.ts";
import { type PaddedRoll, paddedRoll } from "../paddedRoll.ts";
import type { StepRecord } from "../report.ts";
import { RollReplay } from "../rollReplay.ts";
import type { Deployment } from "./code.ts";
import type { Publication } from "./publication.ts";

const KINDS: readonly {
  name: RollKindName;
  implementation: keyof Deployment["implementations"];
  abi: Abi;
}[] = [
  { name: "invitation", implementation: "invitationRoll", abi: invitationRollAbi as Abi },
  { name: "token", implementation: "tokenRoll", abi: tokenRollAbi as Abi },
  { name: "open", implementation: "openRoll", abi: openRollAbi as Abi },
];

/** Ways to join, each with the rule that it is used once. */
const WAYS: Record<RollKindName, readonly string[]> = {
  invitation: ["BatchOpened", "InvitationUsed", "InvitationRevoked"],
  token: ["TokenUsed", "VotesUsed"],
  open: [],
};
const COMMON = [
  "Joined",
  "Admitted",
  "GroupOpened",
  "RemovalAnnounced",
  "RemovalWithdrawn",
  "Removed",
  "OrganiserChanged",
];

export interface RollHistory {
  kind: RollKindName;
  address: Address;
  events: ChainEvent[];
  /** The roll as it stood when the poll froze it, null when it did not or nobody was admitted. */
  frozen: PaddedRoll | null;
  /** Residents that had joined at a place in the chain. */
  joinedAt: (at: Position) => number;
  /** Residents admitted, at the freezing and now. */
  admitted: { atFreezing: number; now: number };
}

/** Every resident, admission and removal, replayed: who is in the group and that its root is the one Semaphore has. */
export async function checkRoll(
  context: Context,
  step: StepRecord,
  deployment: Deployment,
  publication: Publication,
): Promise<RollHistory> {
  const { source, inputs, head } = context;
  const { roll: address } = publication.content.parameters;
  const { kind, abi, from, creator } = await requireRoll(context, step, deployment, publication);
  const label = "roll";
  const events = await allEvents(source, inputs, {
    ...{ label, address, abi, events: [...COMMON, ...WAYS[kind]], from, to: head.number },
  });
  const frozenEvent = publication.life.find(({ name }) => name === "Frozen");
  const frozenAt = frozenEvent ? position(frozenEvent.log) : null;
  const replay = new RollReplay(context, step, creator);
  let frozen: PaddedRoll | null = null;
  let organiserThen = creator;
  let admittedThen = 0;
  for (const [i, event] of events.entries()) {
    const at = position(event.log);
    if (frozenAt && !frozen && !isNoLater(at, frozenAt)) frozen = paddedRoll(replay.tree, replay.live);
    if (!frozenAt || isNoLater(at, frozenAt)) admittedThen = replay.tree.size;
    await replay.take(event);
    if (isNoLater(at, publication.published)) organiserThen = replay.organiser;
    if (!frozenAt || isNoLater(at, frozenAt)) admittedThen = replay.tree.size;
    context.onProgress({ step: "roll", done: i + 1, total: events.length });
  }
  if (frozenAt && !frozen) frozen = paddedRoll(replay.tree, replay.live);
  step.expect(
    isAddressEqual(organiserThen, publication.organiser),
    "notOrganiser",
    `${publication.organiser} published, ${organiserThen} was the roll's organiser`,
  );
  await compareViews(context, step, deployment, address, replay);
  Object.assign(step.facts, {
    kind,
    joined: replay.joined,
    admitted: replay.tree.size,
    liveMembers: replay.live,
  });
  if (replay.tree.size > 0) step.facts.root = String(replay.tree.root);
  const joins = events.filter(({ name }) => name === "Joined").map(({ log }) => position(log));
  const joinedAt = (at: Position) => joins.filter((join) => isNoLater(join, at)).length;
  return {
    kind,
    address,
    events,
    frozen,
    joinedAt,
    admitted: { atFreezing: admittedThen, now: replay.tree.size },
  };
}

async function requireRoll(
  { source, inputs, leVote }: Context,
  step: StepRecord,
  { implementations }: Deployment,
  { content, created }: Publication,
) {
  const { roll } = content.parameters;
  const code = await source.code(roll);
  inputs.code.roll = keccak256(code);
  const clone = readClone(code);
  const kind =
    clone && KINDS.find((one) => isAddressEqual(implementations[one.implementation], clone.implementation));
  step.require(Boolean(clone && kind), "wrongAddress", `what stands at ${roll} is no roll of LeVote`);
  const { name, abi } = kind as (typeof KINDS)[number];
  const [event] = created.filter(
    (one) => one.name === "RollCreated" && isAddressEqual(one.args.roll as Address, roll),
  );
  step.require(event !== undefined, "notPublished", `LeVote at ${leVote} never created the roll ${roll}`);
  const held = readRollContent(clone?.args ?? "0x", name === "token");
  const { organiser, tokenRule, document } = event.args as {
    organiser: Address;
    tokenRule: unknown;
    document: string;
  };
  step.expect(
    clone !== null && isAddressEqual(cloneAddress(leVote, held.creator, clone), roll),
    "wrongAddress",
    `LeVote makes this roll of ${held.creator} at another address than ${roll}`,
  );
  const sameContent =
    isAddressEqual(organiser, held.creator) &&
    (held.tokenRule === null || canonical(held.tokenRule) === canonical(tokenRule)) &&
    Number(event.args.kind) === KINDS.findIndex((one) => one.name === name) + 1;
  step.expect(sameContent, "contentDiffers", "RollCreated tells of another roll than its code holds");
  const hash = keccak256(stringToBytes(document));
  inputs.documents.roll = hash;
  step.expect(hash === held.documentHash, "documentDiffers", `the roll's document has the hash ${hash}`);
  const read = readRollDocument(document);
  if (read.malformed) step.notes.push(`The roll's document is malformed (${read.reason}: ${read.detail}).`);
  const rollKind = await source.view(leVote, leVoteAbi as Abi, "rollKind", [roll]);
  step.expect(
    Number(rollKind) === Number(event.args.kind),
    "viewDiffers",
    `LeVote.rollKind says ${rollKind}`,
  );
  return { kind: name, abi, from: event.log.blockNumber, creator: held.creator };
}

async function compareViews(
  { source }: Context,
  step: StepRecord,
  { semaphore }: Deployment,
  roll: Address,
  replay: RollReplay,
): Promise<void> {
  const abi = invitationRollAbi as Abi;
  const expected: [string, unknown][] = [
    ["joined", BigInt(replay.joined)],
    ["admitted", BigInt(replay.tree.size)],
    ["liveMembers", BigInt(replay.live)],
    ["organiser", replay.organiser],
  ];
  for (const [name, value] of expected) {
    const told = await source.view(roll, abi, name);
    step.expect(told === value, "viewDiffers", `${name}() of the roll says ${told}, its events say ${value}`);
  }
  if (replay.group === null) return;
  const root = await source.view(semaphore, semaphoreAbi as Abi, "getMerkleTreeRoot", [replay.group]);
  step.expect(
    root === replay.tree.root,
    "rootDiffers",
    `Semaphore's root is ${root}, its leaves make ${replay.tree.root}`,
  );
}
