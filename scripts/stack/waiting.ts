const PAUSE = 50;

/**
 * Waits until `isDone`, asked every 50 ms.
 * @param ended settles when the program waited for has ended: then waiting is over too.
 * @throws Error that names `what` when the time (milliseconds) is over or the program has ended.
 */
export async function within(
  timeout: number,
  what: string,
  isDone: () => boolean | Promise<boolean>,
  ended?: Promise<{ code: number | null; signal: NodeJS.Signals | null }>,
): Promise<void> {
  let gone: string | undefined;
  ended?.then(
    ({ code, signal }) => {
      gone = `ended with ${signal ?? code}`;
    },
    (error: Error) => {
      gone = error.message;
    },
  );
  for (const until = Date.now() + timeout; ; ) {
    if (await isDone()) return;
    if (gone !== undefined) throw new Error(`${what} is not running: ${gone}`);
    if (Date.now() > until) throw new Error(`${what} was not ready within ${timeout / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}
