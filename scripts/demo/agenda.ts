/** What happens in a town's past: noted down in any order, done in the order of time. */
export class Agenda {
  readonly #items: { time: number; act: (time: number) => Promise<unknown> }[] = [];

  /** @param time UNIX seconds, given to `act` again. */
  note(time: number, act: (time: number) => Promise<unknown>): void {
    this.#items.push({ time, act });
  }

  async carryOut(): Promise<void> {
    const items = this.#items.splice(0).sort((one, other) => one.time - other.time);
    for (const { time, act } of items) await act(time);
  }
}
