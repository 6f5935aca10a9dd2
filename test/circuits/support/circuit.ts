import { readFileSync } from "node:fs";
import { r1cs, wtns } from "snarkjs";
import { FIELD } from "../../../dapp/src/protocol/sealed/curve.ts";
import { CIRCUITS, type CompiledCircuit, compile } from "../../../scripts/proving/compile.ts";
import { keyPath, verificationKeyPath, wasmPath } from "../../../scripts/proving/manifest.ts";

type Inputs = Parameters<typeof wtns.calculate>[0];
type Terms = [wire: number, factor: bigint][];

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
  // The witness calculator prints what it also throws.
  const print = console.error;
  console.error = () => undefined;
  try {
    await witness(name, inputs);
    return true;
  } catch (error) {
    if (!String(error).includes("Assert Failed")) throw error;
    return false;
  } finally {
    console.error = print;
  }
}

export async function constraintsOf(name: string): Promise<Constraint[]> {
  const { r1cs: file } = await compiledCircuit(name);
  const { constraints } = (await r1cs.exportJson(file)) as { constraints: Record<string, string>[][] };
  const parse = (terms: Record<string, string> = {}): Terms =>
    Object.entries(terms).map(([wire, factor]) => [Number(wire), BigInt(factor)]);
  return constraints.map(([a, b, c]) => [parse(a), parse(b), parse(c)]);
}

const evaluate = (terms: Terms, wires: readonly bigint[]) =>
  terms.reduce((sum, [wire, factor]) => sum + factor * (wires[wire] ?? 0n), 0n);

export const holds = ([a, b, c]: Constraint, wires: readonly bigint[]) =>
  (evaluate(a, wires) * evaluate(b, wires) - evaluate(c, wires)) % FIELD === 0n;

/** Wires that can be given another value by themselves without breaking any constraint. */
export function freeWires(constraints: readonly Constraint[], wires: readonly bigint[]): number[] {
  const users: Constraint[][] = wires.map(() => []);
  for (const constraint of constraints) {
    const used = new Set(constraint.flatMap((terms) => terms.map(([wire]) => wire)));
    for (const wire of used) users[wire]?.push(constraint);
  }
  // Short constraints first: one broken constraint is enough, and the hash's long ones are slow.
  const length = (constraint: Constraint) => constraint.reduce((sum, terms) => sum + terms.length, 0);
  for (const list of users) list.sort((left, right) => length(left) - length(right));
  const changed = [...wires];
  const free: number[] = [];
  for (let wire = 1; wire < wires.length; wire++) {
    changed[wire] = (wires[wire] as bigint) + 1n;
    if (users[wire]?.every((constraint) => holds(constraint, changed))) free.push(wire);
    changed[wire] = wires[wire] as bigint;
  }
  return free;
}
