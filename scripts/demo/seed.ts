import type { Address } from "viem";
import {
  admit,
  createInvitationRoll,
  declareRegister,
  joinByInvitation,
  openBatch,
} from "../../dapp/src/protocol/actions.ts";
import type { Deployment } from "../../dapp/src/protocol/deployment.ts";
import { readRollDocument, writeDocument } from "../../dapp/src/protocol/documents.ts";
import { backupWords, newIdentity } from "../../dapp/src/protocol/identity.ts";
import { type Invitation, makeBatch, signEnrolment } from "../../dapp/src/protocol/invitations.ts";
import { RollTree } from "../../dapp/src/protocol/rollTree.ts";
import type { LocalChain } from "../stack/node.ts";
import { Agenda } from "./agenda.ts";
import { FOOTBRIDGE_BALLOTS, MARKET_BALLOTS, SCHOOL_STREET_BALLOTS, TWIN_TOWN_BALLOTS } from "./ballots.ts";
import * as calendar from "./calendar.ts";
import { BUDGET, FOOTBRIDGE, MARKET, TOWN } from "./documents.ts";
import { planOpenPoll, planSealedPoll } from "./polls.ts";
import type { Provers } from "./provers.ts";
import { createdIn, Scribe } from "./scribe.ts";
import { SCHOOL_STREET, TWIN_TOWN } from "./sealedDocuments.ts";
import { type DemoTrustee, Trustees } from "./trustees.ts";

/** Letters sent, and how many of them were answered. */
const LETTERS = 20;
const ENROLLED = 12;
const REGISTER = 23;

/** Of the file that keeps {@link DemoTown}: another version, another town. */
export const DEMO_VERSION = 2;

/** What visitors of the demonstration need to know. */
export interface DemoTown {
  version: typeof DEMO_VERSION;
  roll: Address;
  /** `sealed` closes soon, `opened` was sealed and its total is open; the others are open polls. */
  polls: { open: Address; upcoming: Address; closed: Address; sealed: Address; opened: Address };
  committee: Address;
  trustees: DemoTrustee[];
  /** Letters not answered yet. */
  invitations: Invitation[];
  /** Backup words of enrolled residents who have not voted in the polls that are open. */
  absent: { fr: string; en: string }[];
}

export interface SeedOptions {
  chain: LocalChain;
  deployment: Deployment;
  /** Stopped at the end. */
  provers: Provers;
  /** UNIX seconds at which the town opens to visitors: everything before is made now. */
  now: number;
  onProgress?: (text: string) => void;
  /** Breaks it off between two transactions. */
  abort?: AbortSignal;
}

/** Builds the demonstration town on a chain that stands at {@link calendar.GENESIS} and mines on request. */
export async function seedTown(options: SeedOptions): Promise<DemoTown> {
  const stop = () => options.provers.stop();
  options.abort?.addEventListener("abort", stop, { once: true });
  try {
    return await seed(options);
  } finally {
    options.abort?.removeEventListener("abort", stop);
    stop();
  }
}

async function seed({ chain, deployment, provers, now, onProgress, abort }: SeedOptions): Promise<DemoTown> {
  const { leVote, chainId } = deployment;
  const scribe = await Scribe.of(chain, abort);
  const at = (offset: number) => now + offset;

  const rollDocument = writeDocument(TOWN);
  const readRoll = readRollDocument(rollDocument);
  if (readRoll.malformed) throw new Error(`the town's document is malformed: ${readRoll.detail}`);
  const opened = at(calendar.ROLL_OPENED);
  const roll = createdIn(await scribe.send(createInvitationRoll(leVote, rollDocument), opened));
  // Its proofs come first: no sealed poll can be planned before the key is there.
  const assembling = Trustees.assemble(scribe, deployment, provers, at);
  const writing = makeBatch({ chainId, roll, batch: 0 }, LETTERS);
  const trustees = await assembling;
  onProgress?.(`${trustees.secrets.length} trustees have made the key of the sealed polls`);
  const batch = await writing;

  const residents = Array.from({ length: ENROLLED }, () => newIdentity());
  const commitments = residents.map(({ commitment }) => commitment);
  const agenda = new Agenda();
  const town = { scribe, provers, agenda, deployment, roll, tree: new RollTree(commitments), residents, at };
  const later = ENROLLED - MARKET_BALLOTS.length;
  const polls = {
    opened: await planSealedPoll(town, trustees, SCHOOL_STREET, calendar.OPENED, {
      ballots: SCHOOL_STREET_BALLOTS,
      first: 0,
      opened: [1, 3],
    }),
    closed: await planOpenPoll(town, FOOTBRIDGE, calendar.CLOSED, { ballots: FOOTBRIDGE_BALLOTS, first: 0 }),
    open: await planOpenPoll(town, MARKET, calendar.OPEN, { ballots: MARKET_BALLOTS, first: later }),
    sealed: await planSealedPoll(town, trustees, TWIN_TOWN, calendar.SEALED, {
      ballots: TWIN_TOWN_BALLOTS,
      first: later,
    }),
    upcoming: await planOpenPoll(town, BUDGET, calendar.UPCOMING),
  };

  const written = at(calendar.ENROLMENTS.first) - 120;
  agenda.note(written, (time) => scribe.send(openBatch(roll, batch.leaves), time));
  agenda.note(written + 60, (time) => scribe.send(declareRegister(roll, REGISTER), time));
  for (const [index, commitment] of commitments.entries()) {
    const time = at(calendar.ENROLMENTS.first + index * calendar.ENROLMENTS.apart);
    agenda.note(time, async () => {
      const invitation = batch.invitations[index];
      if (!invitation) throw new Error("fewer letters than residents");
      const enrolment = await signEnrolment(invitation, batch.leaves, commitment);
      return scribe.send(joinByInvitation(roll, enrolment), time, scribe.carrier(index));
    });
  }
  agenda.note(at(calendar.ADMITTED), async (time) => {
    await scribe.send(admit(roll, commitments), time);
    onProgress?.(`${ENROLLED} residents are on the roll`);
  });
  agenda.note(at(calendar.CLOSED.closesAt), async () => onProgress?.("two polls are over and counted"));
  await agenda.carryOut();
  onProgress?.("ballots are in the polls that are open");

  return {
    version: DEMO_VERSION,
    roll,
    polls,
    committee: trustees.address,
    trustees: await trustees.backups,
    invitations: batch.invitations.slice(ENROLLED),
    absent: residents.slice(0, 2).map(({ secret }) => ({
      fr: backupWords(secret, "fr"),
      en: backupWords(secret, "en"),
    })),
  };
}
