import type { AuditProgress } from "../../dapp/src/protocol/audit/context.ts";
import type { AuditReport, StepReport } from "../../dapp/src/protocol/audit/report.ts";

const BAR = 24;
/** Milliseconds between two drawings of the bar. */
const REDRAW = 100;

/** A progress bar on a terminal, one line for each step elsewhere. */
export function progressBar(stream: NodeJS.WriteStream = process.stderr) {
  let [drawn, step] = [0, ""];
  const clear = () => stream.isTTY && stream.write("\r\u001b[2K");
  return {
    show({ step: name, done, total }: AuditProgress): void {
      if (!stream.isTTY) {
        if (name !== step) stream.write(`checking ${name}…\n`);
        step = name;
        return;
      }
      if (name === step && Date.now() - drawn < REDRAW) return;
      [drawn, step] = [Date.now(), name];
      const share = total ? Math.min(1, done / total) : 0;
      const bar = "█".repeat(Math.round(share * BAR)).padEnd(BAR, "░");
      const count = total ? `${done} of ${total}` : "";
      clear();
      stream.write(`${name.padEnd(12)} ${bar} ${count}`);
    },
    say(line: string): void {
      clear();
      stream.write(`${line}\n`);
    },
    end: () => {
      clear();
    },
  };
}

const MARKS = { passed: "ok", failed: "DIFFERS", skipped: "–" } as const;

/** A short verdict for people. */
export function verdict(report: AuditReport): string {
  const { chainId, kind, poll, block, steps, ballots } = report;
  const when = new Date(block.time * 1000).toISOString();
  const head = `${kind ?? "unknown"} poll ${poll} on chain ${chainId}, as of block ${block.number} (${when})`;
  const cost = ballots.msPerBallot === null ? "" : `, ${ballots.msPerBallot.toFixed(1)} ms each`;
  const counted = `${ballots.verified} ballots checked${cost}`;
  return [head, "", ...steps.map(line), "", counted, conclusion(report)].join("\n");
}

function line({ step, outcome, finding, notes, facts }: StepReport): string {
  const first = `  ${step.padEnd(12)} ${MARKS[outcome].padEnd(8)} ${finding ? `${finding.code}: ${finding.detail}` : factsOf(facts)}`;
  return [first.trimEnd(), ...notes.map((note) => `${" ".repeat(24)}${note}`)].join("\n");
}

/** Numbers and short words; what is long stands in the JSON report. */
function factsOf(facts: StepReport["facts"]): string {
  return Object.entries(facts)
    .map(([name, value]) => [name, Array.isArray(value) ? value.join(" ") : String(value)] as const)
    .filter(([, value]) => value.length > 0 && value.length <= 40)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");
}

function conclusion({ verdict: word, steps }: AuditReport): string {
  const failed = steps.find(({ finding }) => finding !== null);
  if (failed) return `DIFFERS: ${failed.step}: ${failed.finding?.detail}`;
  const result = steps.find(({ step }) => step === "result")?.facts.totals;
  return Array.isArray(result) ? `${word}: ${result.join(" ")}` : word;
}
