import { existsSync } from "node:fs";
import { zKey } from "snarkjs";
import { type Ceremony, newestKey, phase1Record, readCeremony } from "./ceremonyRecord.ts";
import { type CompiledCircuit, fileHash } from "./compile.ts";

/**
 * Recomputes the first keys from circuits and phase 1, and follows every contribution to the newest keys.
 * @returns what is wrong, in words; empty when all is right.
 */
export async function faults(
  folder: string,
  phase1: string,
  circuits: Record<string, CompiledCircuit>,
): Promise<string[]> {
  const ceremony = readCeremony(folder);
  const given = phase1Record(phase1);
  const wrong: string[] = [];
  if (given.hash !== ceremony.phase1.hash || given.rehearsal !== ceremony.phase1.rehearsal) {
    wrong.push(`${phase1} is not the phase-1 file of the ceremony (${ceremony.phase1.file})`);
  }
  const names = new Set([...Object.keys(circuits), ...Object.keys(ceremony.circuits)]);
  for (const name of names) {
    const circuit = circuits[name];
    if (!circuit || fileHash(circuit.r1cs) !== ceremony.circuits[name]) {
      wrong.push(`${name}: the circuit is not the one of the ceremony`);
      continue;
    }
    const key = newestKey(folder, name, ceremony);
    if (existsSync(key)) wrong.push(...(await keyFaults(name, key, circuit, phase1, ceremony)));
    else wrong.push(`${name}: ${key} is missing`);
  }
  return wrong;
}

async function keyFaults(
  name: string,
  key: string,
  { r1cs }: CompiledCircuit,
  phase1: string,
  { contributions }: Ceremony,
): Promise<string[]> {
  const said: string[] = [];
  const note = (line: unknown) => {
    said.push(String(line));
  };
  const logger = { info: note, error: note, warn: note, debug: () => undefined };
  let genuine: boolean;
  try {
    genuine = await zKey.verifyFromR1cs(r1cs, phase1, key, logger);
  } catch (error) {
    return [`${name}: ${key} cannot be read: ${(error as Error).message}`];
  }
  if (!genuine) {
    return [`${name}: the key does not come from this circuit, phase 1 and these contributions`];
  }
  const recorded = contributions.map(
    ({ name: who, hashes, beacon }, i) =>
      `#${i + 1} ${who} ${hashes[name]}${beacon ? ` ${beacon.hash} ${beacon.turns}` : ""}`,
  );
  return inKey(said).join("\n") === recorded.join("\n")
    ? []
    : [`${name}: the key holds other contributions than the record`];
}

/** The contributions that snarkjs found in a key, first one first, each with its hash and a beacon's own words. */
function inKey(said: readonly string[]): string[] {
  const found: string[] = [];
  for (const line of said) {
    const contribution = /^contribution (#\d+ .*):\n([0-9a-f\s]+)$/.exec(line);
    const beacon = /^Beacon (?:generator|iterations Exp): (\w+)$/.exec(line);
    if (contribution) found.push(`${contribution[1]} ${contribution[2]?.replace(/\s/g, "")}`);
    else if (beacon) found.push(`${found.pop()} ${beacon[1]}`);
  }
  return found.reverse();
}
