/** Asks again until it is so. @throws Error after `patience` milliseconds. */
export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  patience = 60_000,
): Promise<void> {
  for (const end = Date.now() + patience; Date.now() < end; await pause(30)) {
    if (await isSo()) return;
  }
  throw new Error(`waited in vain until ${what}`);
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
