/**
 * Where a finished ballot is:
 * - `ready`: no byte has left this device; it can still be taken back.
 * - `tried`: a node has looked at it, nobody was asked to carry it. From here only these bytes are ever sent (threat 19).
 * - `sending`: handed to a wallet; it may be on its way. - `sent`: the network took it, it is not counted yet.
 * - `counted`: seen in the poll's list of ballots.
 */
export type BallotStatus = "ready" | "tried" | "sending" | "sent" | "counted";

const ORDER: readonly BallotStatus[] = ["ready", "tried", "sending", "sent", "counted"];

/** The later of the two: a ballot never goes back by itself. */
export const movedOn = (now: BallotStatus, next: BallotStatus): BallotStatus =>
  ORDER.indexOf(next) > ORDER.indexOf(now) ? next : now;

/**
 * After a wallet said no: what was handed to it was not sent. An earlier handing over whose end nobody knows stays open.
 * @param before the wallet was asked.
 */
export const afterRefusal = (now: BallotStatus, before: BallotStatus): BallotStatus =>
  now === "sending" && (before === "ready" || before === "tried") ? "tried" : now;
