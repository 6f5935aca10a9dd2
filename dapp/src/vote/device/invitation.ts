import * as v from "valibot";
import { arrivedLink } from "../../app/arrival.ts";
import { letterOf } from "../join/letter.ts";
import { database } from "./database.ts";
import { deviceKey, seal, unseal } from "./seal.ts";
import { announce } from "./tabs.ts";

/** What an invitation link says. The code is a secret. */
const invitationSchema = v.object({
  roll: v.pipe(
    v.string(),
    v.regex(/^0x[0-9a-fA-F]{40}$/),
    v.transform((text) => text as `0x${string}`),
  ),
  batch: v.pipe(v.number(), v.integer(), v.minValue(0)),
  index: v.pipe(v.number(), v.integer(), v.minValue(0)),
  code: v.string(),
});
export type OpenInvitation = v.InferOutput<typeof invitationSchema>;

const PLACE = "invitation:current";
/** Long enough to find a pencil for the backup words, short for a borrowed device. */
const KEPT_MILLISECONDS = 60 * 60 * 1000;

/** Here at once, while the store is still writing. */
let opened: OpenInvitation | "unreadable" | null = null;

/** Keeps the opened invitation under the device's key, so that the address bar can forget it. */
export async function keepInvitation(invitation: OpenInvitation): Promise<void> {
  opened = invitation;
  const plain = new TextEncoder().encode(JSON.stringify(invitation));
  const sealed = await seal(await deviceKey(), PLACE, plain);
  await (await database()).put("invitations", { id: "current", invitation: sealed, openedAt: Date.now() });
  announce();
}

/**
 * The invitation opened last, while it is fresh: the link that has just arrived, or what is kept of an earlier one.
 * "unreadable": a link has arrived that was cut or mistyped.
 */
export async function openInvitation(): Promise<OpenInvitation | "unreadable" | null> {
  const link = arrivedLink();
  if (link) {
    const letter = letterOf(link);
    opened = letter ?? "unreadable";
    // A device that cannot keep a letter could not keep an identity either: better said now.
    if (letter) await keepInvitation(letter);
  }
  return opened ?? stored();
}

async function stored(): Promise<OpenInvitation | null> {
  const row = await (await database()).get("invitations", "current");
  if (!row) return null;
  if (Date.now() - row.openedAt > KEPT_MILLISECONDS) {
    await forgetInvitation();
    return null;
  }
  const plain = await unseal(await deviceKey(), PLACE, row.invitation);
  return v.parse(invitationSchema, JSON.parse(new TextDecoder().decode(plain)));
}

export async function forgetInvitation(): Promise<void> {
  opened = null;
  await (await database()).delete("invitations", "current");
  announce();
}
