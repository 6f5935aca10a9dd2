import * as v from "valibot";
import { database } from "./database.ts";
import { deviceKey, seal, unseal } from "./seal.ts";
import { announce } from "./tabs.ts";

/** What an invitation link says. The code is a secret. */
const openInvitation = v.object({
  roll: v.pipe(
    v.string(),
    v.regex(/^0x[0-9a-fA-F]{40}$/),
    v.transform((text) => text as `0x${string}`),
  ),
  batch: v.pipe(v.number(), v.integer(), v.minValue(0)),
  index: v.pipe(v.number(), v.integer(), v.minValue(0)),
  code: v.string(),
});
export type OpenInvitation = v.InferOutput<typeof openInvitation>;

const PLACE = "invitation:current";
/** Long enough to find a pencil for the backup words, short for a borrowed device. */
const KEPT_MILLISECONDS = 60 * 60 * 1000;

/** Here at once, while the store is still writing. */
let opened: OpenInvitation | null = null;

/** Keeps the opened invitation under the device's key, so that the address bar can forget it. */
export async function keepInvitation(invitation: OpenInvitation): Promise<void> {
  opened = invitation;
  const plain = new TextEncoder().encode(JSON.stringify(invitation));
  const sealed = await seal(await deviceKey(), PLACE, plain);
  await (await database()).put("invitations", { id: "current", invitation: sealed, openedAt: Date.now() });
  announce();
}

/** The invitation opened last, while it is fresh. */
export async function keptInvitation(): Promise<OpenInvitation | null> {
  if (opened) return opened;
  const row = await (await database()).get("invitations", "current");
  if (!row) return null;
  if (Date.now() - row.openedAt > KEPT_MILLISECONDS) {
    await forgetInvitation();
    return null;
  }
  const plain = await unseal(await deviceKey(), PLACE, row.invitation);
  return v.parse(openInvitation, JSON.parse(new TextDecoder().decode(plain)));
}

export async function forgetInvitation(): Promise<void> {
  opened = null;
  await (await database()).delete("invitations", "current");
  announce();
}
