import { AppError } from "../../app/errors.ts";

/**
 * Two tabs of one browser share the device's store. They tell each other of changes, and a lock that the browser keeps
 * lets only one of them make or send a given ballot.
 */
const CHANNEL = "le-vote";
const here = new EventTarget();
const others = new BroadcastChannel(CHANNEL);
others.addEventListener("message", () => here.dispatchEvent(new Event("change")));

/** Says in this tab and all others that the store changed. Carries no content. */
export function announce(): void {
  here.dispatchEvent(new Event("change"));
  others.postMessage("change");
}

/** @returns how to stop listening. */
export function onChange(listener: () => void): () => void {
  here.addEventListener("change", listener);
  return () => here.removeEventListener("change", listener);
}

/**
 * Runs `work` while no other tab can do the same for this ballot. The browser frees the lock when the tab dies.
 * @throws AppError "BusyElsewhere" at once when another tab holds it.
 */
export async function alone<T>(ballotId: string, work: () => Promise<T>): Promise<T> {
  return navigator.locks.request(`le-vote:${ballotId}`, { ifAvailable: true }, async (held) => {
    if (!held) throw new AppError("BusyElsewhere");
    return work();
  });
}
