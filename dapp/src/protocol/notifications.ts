import * as v from "valibot";
import { type Address, getAddress, isAddress } from "viem";

/**
 * Being told of a roll's polls by web push: what an app says to a notifier (`npm run notifier`), and what comes back through
 * the browser's push service. A notifier knows an endpoint, its keys and a roll, and nothing about who it is.
 */

const address = v.pipe(
  v.string(),
  v.check((text) => isAddress(text, { strict: false }), "not an address"),
  v.transform((text): Address => getAddress(text)),
);

/** What a push says. "published": a poll was announced. "open": its residents can vote now. */
export const noticeSchema = v.strictObject({
  version: v.literal(1),
  kind: v.picklist(["published", "open"]),
  roll: address,
  poll: address,
});
export type Notice = v.InferOutput<typeof noticeSchema>;
export type NoticeKind = Notice["kind"];

/** All notices are equally long, so that the push service cannot tell kinds apart: JSON may end in spaces. */
const NOTICE_LENGTH = 256;

export function noticeText(notice: Notice): string {
  return JSON.stringify(notice).padEnd(NOTICE_LENGTH);
}

/** @param text of the push event's data. @throws valibot's ValiError for anything else, SyntaxError for no JSON. */
export function readNotice(text: string): Notice {
  return v.parse(noticeSchema, JSON.parse(text));
}

/** The same for the same message, however often it comes: give it to `showNotification`, so that it shows once. */
export function noticeTag({ kind, poll }: Notice): string {
  return `${kind}-${poll}`;
}

const base64url = (bytes: number) =>
  v.pipe(
    v.string(),
    v.regex(/^[A-Za-z0-9_-]+={0,2}$/, "not base64url"),
    v.check((text) => decodedLength(text) === bytes, `not ${bytes} bytes`),
  );

function decodedLength(text: string): number {
  return Math.floor((text.replace(/=+$/, "").length * 3) / 4);
}

/** As `PushSubscription.toJSON()` gives it. */
export const pushSubscriptionSchema = v.object({
  endpoint: v.pipe(v.string(), v.url(), v.maxLength(2048)),
  keys: v.object({
    /** P-256 point, uncompressed. */
    p256dh: base64url(65),
    auth: base64url(16),
  }),
});
export type PushKeys = v.InferOutput<typeof pushSubscriptionSchema>;

export const subscribeSchema = v.object({ roll: address, subscription: pushSubscriptionSchema });
/** Without a roll, from all. */
export const unsubscribeSchema = v.object({
  endpoint: pushSubscriptionSchema.entries.endpoint,
  roll: v.optional(address),
});

/** What a notifier says of itself. */
export const notifierSchema = v.object({
  chainId: v.pipe(v.number(), v.integer()),
  leVote: address,
  /** VAPID, base64url: `applicationServerKey` of `pushManager.subscribe`. */
  publicKey: base64url(65),
});
export type NotifierFacts = v.InferOutput<typeof notifierSchema>;

/** "unreachable": no answer, or none of a notifier. "refused": it said no, with this code. */
export class NotifierError extends Error {
  override readonly name = "NotifierError";
  readonly fault: "unreachable" | "refused";
  /** As in `docs/notifier.md`; "" when unreachable. */
  readonly code: string;

  constructor(fault: NotifierError["fault"], code: string, detail: string, cause?: unknown) {
    super(`notifier ${fault}: ${detail}`, { cause });
    this.fault = fault;
    this.code = code;
  }
}

/** @param notifier its URL. @throws NotifierError */
export async function notifierFacts(notifier: string): Promise<NotifierFacts> {
  const answer = await ask(notifier, "about", "GET");
  const facts = v.safeParse(notifierSchema, answer);
  if (!facts.success) throw new NotifierError("unreachable", "", "this is not a notifier");
  return facts.output;
}

/** From now on this device is told of the roll's polls. Saying it again changes nothing. @throws NotifierError */
export async function subscribeToRoll(
  notifier: string,
  roll: Address,
  subscription: PushKeys,
): Promise<void> {
  const { endpoint, keys } = subscription;
  const body = { roll, subscription: { endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth } } };
  await ask(notifier, "subscriptions", "PUT", body);
}

/** @param roll without it, the device is told of nothing any more. @throws NotifierError */
export async function unsubscribe(notifier: string, endpoint: string, roll?: Address): Promise<void> {
  await ask(notifier, "subscriptions", "DELETE", { endpoint, roll });
}

const refusalSchema = v.object({ error: v.string(), message: v.string() });

async function ask(notifier: string, path: string, method: string, body?: object): Promise<unknown> {
  const url = new URL(path, notifier.endsWith("/") ? notifier : `${notifier}/`);
  let response: Response;
  let answer: unknown = null;
  try {
    response = await fetch(url, {
      method,
      // Nothing but the request itself: no cookie, and not the page it came from.
      credentials: "omit",
      referrerPolicy: "no-referrer",
      cache: "no-store",
      ...(body && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (text !== "") answer = JSON.parse(text);
  } catch (cause) {
    throw new NotifierError("unreachable", "", String(cause), cause);
  }
  if (response.ok) return answer;
  const refusal = v.safeParse(refusalSchema, answer);
  if (!refusal.success) throw new NotifierError("unreachable", "", `it answered ${response.status}`);
  throw new NotifierError("refused", refusal.output.error, refusal.output.message);
}
