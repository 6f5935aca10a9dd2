import { type Abi, type Address, isAddressEqual, keccak256, stringToBytes } from "viem";
import { position } from "../../chainEvents.ts";
import { readCommitteeDocument } from "../../documents.ts";
import { committeeAbi } from "../../generated/abi.ts";
import { isNoLater } from "../../reader.ts";
import { jointCommitments, publicShare } from "../../sealed/committee.ts";
import { pointsOf } from "../../sealed/coordinates.ts";
import { isKey, isOnCurve, multiply, type Point, samePoint } from "../../sealed/curve.ts";
import { confirmTranscript } from "../../sealed/trusteeProof.ts";
import type { ProofPoints } from "../../semaphoreProof.ts";
import { cloneAddress, readClone } from "../clones.ts";
import { type CommitteeContent, readCommitteeContent } from "../content.ts";
import type { Context } from "../context.ts";
import { foldStatement } from "../foldedStatement.ts";
import { canonical } from "../inputs.ts";
import { allEvents, type ChainEvent } from "../logStream.ts";
import { PreparedKey, ProofBatch } from "../proofBatch.ts";
import type { StepRecord } from "../report.ts";
import { shareKey } from "../verificationKeys.ts";
import type { Deployment } from "./code.ts";
import type { Publication } from "./publication.ts";

export interface CommitteeHistory {
  address: Address;
  threshold: number;
  size: number;
  /** Y_j of trustee j at j − 1. */
  keys: Point[];
}

/** The key that ballots are encrypted to was made by all trustees together, and each has proven to hold its part. */
export async function checkCommittee(
  context: Context,
  step: StepRecord,
  deployment: Deployment,
  publication: Publication,
): Promise<CommitteeHistory> {
  const { sealing } = publication.content;
  if (!sealing) throw new RangeError("an open poll has no committee");
  const { held, from } = await requireCommittee(context, step, deployment, publication);
  const { threshold, trustees } = held;
  const all = await allEvents(context.source, context.inputs, {
    ...{
      label: "committee",
      address: sealing.committee,
      abi: committeeAbi as Abi,
      from,
      to: context.head.number,
    },
    events: ["TrusteeAccepted", "SharesDealt", "KeyConfirmed", "CommitteeReady"],
  });
  const events = all.filter(({ log }) => isNoLater(position(log), publication.published));
  const size = trustees.length;
  const named = (name: string) => events.filter((event) => event.name === name);
  const stages = ["TrusteeAccepted", "SharesDealt", "KeyConfirmed"] as const;
  for (const stage of stages) requireEveryone(step, stage, named(stage), size);
  const rank = (event: ChainEvent) => [...stages, "CommitteeReady"].indexOf(event.name as never);
  const ordered = events.every((event, i) => i === 0 || rank(events[i - 1] as ChainEvent) <= rank(event));
  step.expect(
    ordered && named("CommitteeReady").length === 1,
    "committeeInvalid",
    "its steps are out of order",
  );
  for (const { args } of named("TrusteeAccepted")) {
    const account = trustees[Number(args.trustee) - 1] as Address;
    const same = isAddressEqual(args.account as Address, account);
    step.expect(
      same,
      "committeeInvalid",
      `trustee ${args.trustee} accepted as ${args.account}, not ${account}`,
    );
  }

  const dealt = inOrder(named("SharesDealt")).map(({ args }) => checkDeal(step, args, held));
  step.require(step.finding === null, "dealInvalid", "without every deal the key cannot be computed");
  const key = jointCommitments(dealt)[0] as Point;
  step.require(isKey(key), "keyDiffers", "the trustees' deals make no key");
  const keys = trustees.map((_, j) => publicShare(dealt, j + 1));
  await checkConfirmations(context, step, sealing.committee, inOrder(named("KeyConfirmed")), keys);
  const told = (named("CommitteeReady")[0]?.args.electionKey ?? []) as bigint[];
  const same = told[0] === key.x && told[1] === key.y;
  step.expect(same, "keyDiffers", "CommitteeReady tells of another key than the deals make");
  step.expect(
    samePoint(key, sealing.key),
    "keyDiffers",
    "the poll's key is not the one that its committee dealt",
  );
  Object.assign(step.facts, {
    committee: sealing.committee,
    threshold,
    trustees: size,
    key: [String(key.x), String(key.y)],
  });
  step.notes.push(
    "Dealt shares are encrypted to their trustees; that they were right is what the confirmations prove.",
  );
  return { address: sealing.committee, threshold, size, keys };
}

async function requireCommittee(
  { source, inputs, leVote }: Context,
  step: StepRecord,
  { implementations }: Deployment,
  { content, created, organiser }: Publication,
): Promise<{ held: CommitteeContent; from: bigint }> {
  const address = content.sealing?.committee as Address;
  const code = await source.code(address);
  inputs.code.committee = keccak256(code);
  const clone = readClone(code);
  const genuine = clone !== null && isAddressEqual(clone.implementation, implementations.committee);
  step.require(genuine, "wrongAddress", `what stands at ${address} is no committee of LeVote`);
  const held = readCommitteeContent(clone.args);
  const event = created.find(
    ({ name, args }) => name === "CommitteeCreated" && isAddressEqual(args.committee as Address, address),
  );
  step.require(
    event !== undefined,
    "notPublished",
    `LeVote at ${leVote} never created the committee ${address}`,
  );
  step.expect(
    isAddressEqual(cloneAddress(leVote, held.creator, clone), address),
    "wrongAddress",
    `LeVote makes this committee of ${held.creator} at another address than ${address}`,
  );
  const { creator, threshold, trustees, document } = event.args as {
    creator: Address;
    threshold: bigint;
    trustees: Address[];
    document: string;
  };
  const told = { creator, threshold: Number(threshold), trustees };
  const { documentHash, ...rest } = held;
  step.expect(
    canonical(told) === canonical(rest),
    "contentDiffers",
    "CommitteeCreated tells of another committee",
  );
  const hash = keccak256(stringToBytes(document));
  inputs.documents.committee = hash;
  step.expect(hash === documentHash, "documentDiffers", `the committee's document has the hash ${hash}`);
  const read = readCommitteeDocument(document, held.trustees.length);
  if (read.malformed)
    step.notes.push(`The committee's document is malformed (${read.reason}: ${read.detail}).`);
  const own = isAddressEqual(held.creator, organiser);
  step.expect(own, "committeeInvalid", `the committee is ${held.creator}'s, the poll ${organiser}'s`);
  return { held, from: event.log.blockNumber };
}

/** Each trustee once, none missing. */
function requireEveryone(step: StepRecord, stage: string, events: readonly ChainEvent[], size: number): void {
  const numbers = events.map(({ args }) => Number(args.trustee)).sort((left, right) => left - right);
  const wanted = Array.from({ length: size }, (_, i) => i + 1);
  step.require(
    canonical(numbers) === canonical(wanted),
    "committeeInvalid",
    `${stage} of trustees ${numbers.join(", ") || "none"} instead of ${wanted.join(", ")}`,
  );
}

const inOrder = (events: readonly ChainEvent[]) =>
  events.toSorted((left, right) => Number(left.args.trustee) - Number(right.args.trustee));

function checkDeal(
  step: StepRecord,
  args: Record<string, unknown>,
  { threshold, trustees }: CommitteeContent,
): Point[] {
  const dealer = Number(args.trustee);
  const words = args.commitments as bigint[];
  const shares = args.shares as string[];
  step.require(
    words.length === 2 * threshold,
    "dealInvalid",
    `trustee ${dealer} dealt ${words.length / 2} commitments`,
  );
  const commitments = pointsOf(words);
  const outside = commitments.findIndex((point) => !isOnCurve(point));
  step.require(outside < 0, "dealInvalid", `commitment ${outside} of trustee ${dealer} is not on the curve`);
  // In a group of order 8·ℓ, what 8 takes to the identity has small order.
  const [first] = commitments as [Point];
  const small = samePoint(times8(first), { x: 0n, y: 1n });
  step.expect(!small, "dealInvalid", `the first commitment of trustee ${dealer} has small order`);
  const complete =
    shares.length === trustees.length && shares.every((share, j) => (share === "0x") === (j + 1 === dealer));
  step.expect(complete, "dealInvalid", `trustee ${dealer} did not deal a share to each other trustee`);
  return commitments;
}

const times8 = (point: Point) => multiply(point, 8n);

async function checkConfirmations(
  { chainId, pairing }: Context,
  step: StepRecord,
  committee: Address,
  events: readonly ChainEvent[],
  keys: readonly Point[],
): Promise<void> {
  const batch = new ProofBatch(new PreparedKey(await pairing(), shareKey));
  for (const [j, { args }] of events.entries()) {
    const [key, trustee] = [keys[j] as Point, j + 1];
    const [x, y] = args.trusteeKey as [bigint, bigint];
    const same = x === key.x && y === key.y;
    step.expect(same, "confirmationInvalid", `trustee ${trustee} confirmed another key than its shares make`);
    const { values } = confirmTranscript({ chainId, committee, trustee }, key);
    const statement = foldStatement(values, args.h as bigint);
    step.require(
      statement !== null,
      "confirmationInvalid",
      `trustee ${trustee} confirmed with no field element`,
    );
    batch.add(args.proof as ProofPoints, statement.signals);
  }
  const wrong = await batch.firstWrong();
  step.expect(
    wrong === null,
    "confirmationInvalid",
    `the proof of trustee ${(wrong ?? 0) + 1} does not hold`,
  );
}
