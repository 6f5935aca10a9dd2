import { type InvitationBatch, type InvitationPlace, makeBatch } from "../../protocol/invitations.ts";

/** What the worker is asked for. */
export type BatchOrder = { place: Omit<InvitationPlace, "index">; size: number };
/** What it answers, several times: progress, then the batch or what went wrong. */
export type BatchAnswer =
  | { is: "progress"; done: number }
  | { is: "batch"; batch: InvitationBatch }
  | { is: "failure"; message: string };

const answer = (message: BatchAnswer) => postMessage(message);

/** Codes are stretched with scrypt, some 50 ms each: off the page's own thread. */
addEventListener("message", async ({ data: { place, size } }: MessageEvent<BatchOrder>) => {
  try {
    const batch = await makeBatch(place, size, (done) => answer({ is: "progress", done }));
    answer({ is: "batch", batch });
  } catch (error) {
    answer({ is: "failure", message: String(error) });
  }
});
