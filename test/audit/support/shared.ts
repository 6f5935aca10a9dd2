import { holdElections, type PastElections } from "./election.ts";

let held: Promise<PastElections> | undefined;

/** One chain for all tests of this suite: they only look at it, or add what no poll on it sees. */
export const heldElections = (): Promise<PastElections> => (held ??= holdElections());

// Made before any test, with time of its own: a dozen real proofs take minutes on a busy machine.
before(async function () {
  this.timeout(900_000);
  await heldElections();
});

after(async () => {
  await (await held)?.world.close();
});
