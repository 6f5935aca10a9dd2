import type { Abi } from "viem";
import { position } from "../../chainEvents.ts";
import { openPollAbi } from "../../generated/abi.ts";
import type { Context } from "../context.ts";
import type { PaddedRoll } from "../paddedRoll.ts";
import type { StepRecord } from "../report.ts";
import type { Publication } from "./publication.ts";
import type { RollHistory } from "./roll.ts";

/** What the poll counts with: nobody admitted later is in it, nobody marked is missing. */
export async function checkFreezing(
  { source, poll }: Context,
  step: StepRecord,
  { life, content }: Publication,
  roll: RollHistory | null,
): Promise<void> {
  const abi = openPollAbi as Abi;
  const names = ["root", "depth", "rollSize", "rollMark"];
  const [root, depth, rollSize, rollMark] = await Promise.all(
    names.map((name) => source.view(poll, abi, name)),
  );
  const marks = life.filter(({ name }) => name === "RollMarked");
  const frozen = life.filter(({ name }) => name === "Frozen");
  step.expect(
    marks.length <= 1 && frozen.length <= 1,
    "freezingInvalid",
    "the poll froze or marked its roll twice",
  );
  const [mark] = marks;
  const [event] = frozen;
  step.expect(
    BigInt((rollMark as bigint | null) ?? -1n) === ((mark?.args.mark as bigint | undefined) ?? 0n),
    mark ? "viewDiffers" : "logMissing",
    `rollMark() says ${rollMark}, the logs say ${mark?.args.mark ?? "nothing"}`,
  );
  if (!event) {
    step.expect(root === 0n, "logMissing", `the poll has the frozen root ${root}, and no log says so`);
    step.notes.push("The roll is not frozen: nobody can have voted.");
    return;
  }
  const told = event.args as unknown as PaddedRoll;
  step.expect(
    root === told.root && depth === told.depth && rollSize === told.rollSize,
    "viewDiffers",
    `the log freezes ${told.root} (${told.depth}, ${told.rollSize}), the poll has ${root} (${depth}, ${rollSize})`,
  );
  const time = await source.timeOf(event.log.blockNumber);
  const { rollClosesAt, closesAt, minimumRoll } = content.parameters;
  step.expect(time >= rollClosesAt && time < closesAt, "freezingInvalid", `the roll was frozen at ${time}`);
  Object.assign(step.facts, {
    root: String(told.root),
    depth: told.depth,
    rollSize: told.rollSize,
    frozenAt: time,
  });
  if (!roll) return;
  requireSame(step, roll.frozen, told);
  step.expect(
    (roll.frozen?.rollSize ?? 0) >= minimumRoll,
    "freezingInvalid",
    `fewer than ${minimumRoll} members`,
  );
  const markAt = mark && position(mark.log);
  const joined = markAt ? roll.joinedAt(markAt) : 0;
  step.expect(
    mark !== undefined && mark.args.mark === BigInt(joined),
    "freezingInvalid",
    `the mark is ${mark?.args.mark}, ${joined} residents had joined`,
  );
  const { atFreezing, now } = roll.admitted;
  step.expect(
    atFreezing >= joined,
    "freezingInvalid",
    `${atFreezing} of ${joined} marked residents were admitted`,
  );
  step.facts.admittedAfterFreezing = now - atFreezing;
}

function requireSame(step: StepRecord, replayed: PaddedRoll | null, told: PaddedRoll): void {
  const same =
    replayed !== null &&
    replayed.root === told.root &&
    replayed.depth === told.depth &&
    replayed.rollSize === told.rollSize;
  step.expect(
    same,
    "frozenRollDiffers",
    `the residents admitted before freezing make ${replayed?.root} (depth ${replayed?.depth}, ${replayed?.rollSize} members), the poll froze ${told.root} (depth ${told.depth}, ${told.rollSize} members)`,
  );
}
