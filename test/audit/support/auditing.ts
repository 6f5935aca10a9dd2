import { fileURLToPath } from "node:url";
import { expect } from "chai";
import type { Address } from "viem";
import { type AuditRequest, audit } from "../../../dapp/src/protocol/audit/audit.ts";
import type { FindingCode } from "../../../dapp/src/protocol/audit/difference.ts";
import type { AuditReport, StepName } from "../../../dapp/src/protocol/audit/report.ts";
import { Source } from "../../../dapp/src/protocol/audit/source.ts";
import { compiledSource } from "../../../scripts/audit/compiled.ts";
import { nodeAt } from "../../../scripts/audit/connection.ts";
import type { PastElections } from "./election.ts";
import { type Character, type Lie, lyingNode } from "./lyingNode.ts";

const compiled = compiledSource(fileURLToPath(new URL("../../..", import.meta.url)));

/** A real chain as the lying node asks it. */
export const askOf =
  ({ world }: PastElections) =>
  (question: { method: string; params?: unknown[] }) =>
    world.connection.provider.request(question);

export interface Circumstances extends Partial<AuditRequest> {
  /** One node for each, honest when empty. */
  characters?: Character[];
  tries?: number;
}

/** Audits a poll over HTTP, through as many nodes as there are characters. */
export async function auditOf(
  elections: PastElections,
  poll: Address,
  { characters = [{}], tries = 3, ...request }: Circumstances = {},
): Promise<AuditReport> {
  const nodes = await Promise.all(characters.map((character) => lyingNode(askOf(elections), character)));
  const { leVote, startBlock } = elections.world.deployment;
  try {
    return await audit({
      source: new Source({
        nodes: nodes.map(({ url }) => nodeAt(url)),
        patience: { tries, first: 5, longest: 20 },
      }),
      ...{ poll, leVote, startBlock: BigInt(startBlock), compiled },
      ...request,
    });
  } finally {
    await Promise.all(nodes.map((node) => node.close()));
  }
}

/** A lie must be found, by the step whose matter it is, and that step must be the first to say so. */
export async function expectFound(
  elections: PastElections,
  poll: Address,
  lie: Lie,
  expected: { step: StepName; code: FindingCode; detail: RegExp },
): Promise<void> {
  const report = await auditOf(elections, poll, { characters: [{ lie }] });
  expect(report.verdict).to.equal("DIFFERS");
  const [first] = report.steps.filter(({ outcome }) => outcome === "failed");
  const { step, finding } = first ?? { step: null, finding: null };
  expect({ step, code: finding?.code }, finding?.detail).to.deep.equal({
    step: expected.step,
    code: expected.code,
  });
  expect(finding?.detail).to.match(expected.detail);
}
