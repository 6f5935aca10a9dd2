import { type ChildProcess, fork } from "node:child_process";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Prove, ProveSealed } from "../../dapp/src/protocol/ballot.ts";
import { ProofError } from "../../dapp/src/protocol/proof.ts";
import type { ProofOrder, ProofReport } from "../../dapp/src/protocol/proofWorker.ts";
import type { SealedOrder, SealedReport, SealedTasks } from "../../dapp/src/protocol/sealed/sealedWorker.ts";
import { ballotCircuit, SHARE_CIRCUIT } from "../../dapp/src/protocol/sealed/sizes.ts";
import type { MembershipProof } from "../../dapp/src/protocol/semaphoreProof.ts";
import { PROJECT } from "../stack/builds.ts";

const { resolve } = createRequire(import.meta.url);

/** Semaphore's ceremony artifacts as files of the installed package. */
export const artifactsOf = (depth: number) => ({
  wasm: resolve(`@zk-kit/semaphore-artifacts/semaphore-${depth}.wasm`),
  zkey: resolve(`@zk-kit/semaphore-artifacts/semaphore-${depth}.zkey`),
});

/** Proving material of sealed polls, as files of the project. */
const sealedArtifacts = (circuit: string) => ({
  wasm: join(PROJECT, `circuits/keys/${circuit}.wasm`),
  zkey: join(PROJECT, `circuits/keys/${circuit}.zkey`),
});

export type ProverOrder = ProofOrder | SealedOrder;
type Ask<Task extends keyof SealedTasks> = Omit<SealedTasks[Task]["ask"], "artifacts">;

interface Waiting {
  order: ProverOrder;
  resolve: (answer: never) => void;
  reject: (error: Error) => void;
}

const PROGRAM = fileURLToPath(new URL("prover.ts", import.meta.url));

/** Processes that prove side by side, one for each core. (snarkjs cannot be used in Node's worker threads.) */
export class Provers {
  readonly #processes: ChildProcess[] = [];
  readonly #idle: ChildProcess[] = [];
  readonly #waiting: Waiting[] = [];
  readonly #busy = new Map<ChildProcess, Waiting>();
  #orders = 0;
  #stopped = false;

  constructor(count = availableParallelism()) {
    for (let i = 0; i < count; i++) {
      // Numbers of the circuit are bigints, which only this serialization carries.
      const process = fork(PROGRAM, { serialization: "advanced", execArgv: ["--import", "tsx"] });
      process.on("message", (report: ProofReport | SealedReport) => this.#hear(process, report));
      process.on("error", (error) => this.#fail(process, error));
      process.on("exit", (code, signal) =>
        this.#fail(process, new ProofError("failed", `the prover ended with ${signal ?? code}`)),
      );
      this.#processes.push(process);
      this.#idle.push(process);
    }
  }

  readonly prove: Prove = (request, depth) =>
    this.#order<MembershipProof>({ id: this.#orders++, request, artifacts: artifactsOf(depth) });

  readonly seal: ProveSealed = ({ size, inputs, transcript }) => {
    const artifacts = sealedArtifacts(ballotCircuit(size));
    return this.#order<SealedTasks["ballot"]["answer"]>({ task: "ballot", inputs, transcript, artifacts });
  };

  confirm(ask: Ask<"confirmation">): Promise<SealedTasks["confirmation"]["answer"]> {
    return this.#order({ task: "confirmation", ...ask, artifacts: sealedArtifacts(SHARE_CIRCUIT) });
  }

  share(ask: Ask<"share">): Promise<SealedTasks["share"]["answer"]> {
    return this.#order({ task: "share", ...ask, artifacts: sealedArtifacts(SHARE_CIRCUIT) });
  }

  #order<Answer>(order: ProverOrder): Promise<Answer> {
    return new Promise<Answer>((resolve, reject) => {
      if (this.#stopped) return reject(new ProofError("failed", "the provers were stopped"));
      this.#waiting.push({ order, resolve, reject });
      this.#next();
    });
  }

  /** Ends the processes; proofs still waiting fail. */
  stop(): void {
    this.#stopped = true;
    for (const process of this.#processes) process.kill();
    this.#refuseAll(new ProofError("failed", "the provers were stopped"));
  }

  #next(): void {
    const process = this.#idle.pop();
    if (!process) return;
    const waiting = this.#waiting.shift();
    if (!waiting) {
      this.#idle.push(process);
      return;
    }
    this.#busy.set(process, waiting);
    process.send(waiting.order);
  }

  #hear(process: ChildProcess, report: ProofReport | SealedReport): void {
    if (report.type === "progress") return;
    const waiting = this.#busy.get(process);
    this.#busy.delete(process);
    this.#idle.push(process);
    if (report.type === "fault")
      waiting?.reject(new ProofError(report.fault === "totals" ? "failed" : report.fault, report.detail));
    else waiting?.resolve((report.type === "proof" ? report.proof : report.answer) as never);
    this.#next();
  }

  #fail(process: ChildProcess, error: Error): void {
    this.#busy.get(process)?.reject(error);
    this.#busy.delete(process);
    const gone = this.#idle.indexOf(process);
    if (gone >= 0) this.#idle.splice(gone, 1);
    if (this.#processes.every(({ exitCode, signalCode }) => exitCode !== null || signalCode !== null))
      this.#refuseAll(error);
  }

  #refuseAll(error: Error): void {
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}
