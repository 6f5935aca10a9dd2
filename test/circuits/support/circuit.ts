import { readFileSync } from "node:fs";
import { r1cs, wtns } from "snarkjs";
import { FIELD } from "../../../dapp/src/protocol/sealed/curve.ts";
import { CIRCUITS, type CompiledCircuit, compile } from "../../../scripts/proving/compile.ts";
import { keyPath, verificationKeyPath, wasmPath } from "../../../scripts/proving/manifest.ts";

type Inputs = Parameters<typeof wtns.calculate>[0];
type Terms = Record<string, string>;

/** Constraints A·B = C, each side a sum of coefficient · wire. */
export type Constraint = [Terms, Terms, Terms];

const compiled = new Map<string, Promise<CompiledCircuit>>();

/** Compiles a circuit once for all tests. */
export function compiledCircuit(name: string): Promise<CompiledCircuit> {
  const source = CIRCUITS[name];
  if (!source) throw new Error(`there is no circuit ${name}`);
  const known = compiled.get(name) ?? compile(name, source);
  compiled.set(name, known);
  return known;
}

export const artifacts = (name: string) => ({ wasm: wasmPath(name), zkey: keyPath(name) });
export const verificationKey = (name: string): object =>
  JSON.parse(readFileSync(verificationKeyPath(name), "utf8"));

/** All wires for the inputs, from the committed witness calculator. @throws Error "Assert Failed" when a rule is broken. */
export async function witness(name: string, inputs: Inputs): Promise<bigint[]> {
  const file: { type: "mem"; data?: Uint8Array } = { type: "mem" };
  await wtns.calculate(inputs, wasmPath(name), file);
  return (await wtns.exportJson(file as unknown as string)) as bigint[];
}

/** @returns [h, c] as the circuit computes them. */
export async function foldedBy(name: string, inputs: Inputs): Promise<bigint[]> {
  return (await witness(name, inputs)).slice(1, 3);
}

/** Whether the circuit accepts; anything but a broken constraint is an error of the test. */
export async function accepts(name: string, inputs: Inputs): Promise<boolean> {
  try {
    await witness(name, inputs);
    return true;
  } catch (error) {
    if (!String(error).includes("Assert Failed")) throw error;
    return false;
  }
}

export async function constraintsOf(name: string): Promise<Constraint[]> {
  const { r1cs: file } = await compiledCircuit(name);
  const { constraints } = (await r1cs.exportJson(file)) as { constraints: Constraint[] };
  return constraints;
}

const evaluate = (terms: Terms, wires: readonly bigint[]) =>
  Object.entries(terms).reduce(
    (sum, [wire, factor]) => sum + BigInt(factor) * (wires[Number(wire)] ?? 0n),
    0n,
  );

export const holds = ([a, b, c]: Constraint, wires: readonly bigint[]) =>
  (evaluate(a, wires) * evaluate(b, wires) - evaluate(c, wires)) % FIELD === 0n;

/** Wires that can be given another value by themselves without breaking any constraint. */
export function freeWires(constraints: readonly Constraint[], wires: readonly bigint[]): number[] {
  const users: Constraint[][] = wires.map(() => []);
  for (const constraint of constraints) {
    const used = new Set(constraint.flatMap((terms) => Object.keys(terms)));
    for (const wire of used) users[Number(wire)]?.push(constraint);
  }
  const changed = [...wires];
  const free: number[] = [];
  for (let wire = 1; wire < wires.length; wire++) {
    changed[wire] = (wires[wire] as bigint) + 1n;
    // Few constraints first: the dense ones of the hash are the slowest.
    if (users[wire]?.every((constraint) => holds(constraint, changed))) free.push(wire);
    changed[wire] = wires[wire] as bigint;
  }
  return free;
}
