/**
 * One progress of several things that go on side by side.
 * @param weights how long each lasts, in any unit. @param tell the share of the whole, from 0 to 1; it never falls.
 * @returns for each thing, how to report its own share.
 */
export function together(
  weights: readonly number[],
  tell: (fraction: number) => void,
): ((fraction: number) => void)[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const done = weights.map(() => 0);
  return weights.map((_, place) => (fraction) => {
    done[place] = Math.max(done[place] ?? 0, Math.min(1, fraction));
    tell(weights.reduce((sum, weight, each) => sum + weight * (done[each] ?? 0), 0) / whole);
  });
}
