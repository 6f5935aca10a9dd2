import { holdElections, type PastElections } from "./election.ts";

let held: Promise<PastElections> | undefined;

/** One chain for all tests of this suite: they only look at it, or add what no poll on it sees. */
export const heldElections = (): Promise<PastElections> => (held ??= holdElections());

after(async () => {
  await (await held)?.world.close();
});
