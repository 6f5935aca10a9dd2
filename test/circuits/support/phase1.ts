import { curves, powersOfTau } from "snarkjs";

/** Draws powers of tau for circuits of up to 2^power constraints, by one contributor, prepared for phase 2. */
export async function drawPhase1(file: string, power = 4): Promise<void> {
  const curve = await curves.getCurveFromName("bn128");
  await powersOfTau.newAccumulator(curve, power, `${file}.0`);
  await powersOfTau.contribute(`${file}.0`, `${file}.1`, "test", file);
  await powersOfTau.preparePhase2(`${file}.1`, file);
}
