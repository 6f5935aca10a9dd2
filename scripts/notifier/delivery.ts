import { createHmac } from "node:crypto";
import webPush from "web-push";
import { noticeText } from "../../dapp/src/protocol/notifications.ts";
import type { Book, PendingNotice } from "./book.ts";
import { type EndpointRules, isPushEndpoint } from "./endpoints.ts";
import type { Vapid } from "./vapid.ts";

export interface DeliveryOptions {
  book: Book;
  vapid: Vapid;
  rules: EndpointRules;
  /** Milliseconds before the second try; doubled after each. */
  firstRetry: number;
}

/** Since the start. */
export interface DeliveryCounts {
  sent: number;
  /** Tries that failed and were put off. */
  putOff: number;
  /** Messages given up. */
  givenUp: number;
  /** Endpoints that no longer exist. */
  dead: number;
}

/** Tries of one message: the last some ten hours after the first. */
const TRIES = 10;
/** Messages under way at once, and taken up at once. */
const AT_ONCE = 16;
const TAKEN = 256;
const LONGEST_WAIT = 6 * 3600_000;
/** Milliseconds that a push service has to answer. */
const PATIENCE = 15_000;
/** Seconds that push services keep a message at most (RFC 8030 leaves it to them; four weeks is common). */
const LONGEST_TTL = 28 * 86_400;

/** Brings notices to push services, each encrypted for its device (RFC 8291), until they are taken or out of date. */
export class Delivery {
  readonly counts: DeliveryCounts = { sent: 0, putOff: 0, givenUp: 0, dead: 0 };
  readonly #options: DeliveryOptions;

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  /** Sends all that is due. @param chainTime UNIX seconds. */
  async step(chainTime: number): Promise<void> {
    const due = this.#options.book.due(Date.now(), TAKEN);
    const workers = Array.from({ length: AT_ONCE }, async () => {
      for (let notice = due.pop(); notice; notice = due.pop()) await this.#deliver(notice, chainTime);
    });
    await Promise.all(workers);
  }

  async #deliver(notice: PendingNotice, chainTime: number): Promise<void> {
    const { book, rules } = this.#options;
    const { endpoint } = notice.push;
    if (chainTime >= notice.closesAt) return this.#giveUp(notice);
    // The list of push services may have changed since the endpoint subscribed.
    if (!isPushEndpoint(endpoint, rules)) return book.unsubscribe(endpoint);
    const { status, retryAfter } = await this.#post(notice, notice.closesAt - chainTime);
    if (status >= 200 && status < 300) {
      book.finish(notice);
      this.counts.sent++;
    } else if (status === 404 || status === 410) {
      book.unsubscribe(endpoint);
      this.counts.dead++;
    } else if (notice.tries + 1 >= TRIES) {
      this.#giveUp(notice);
    } else {
      book.postpone(notice, Date.now() + this.#wait(notice.tries, retryAfter));
      this.counts.putOff++;
    }
  }

  #giveUp(notice: PendingNotice): void {
    this.#options.book.finish(notice);
    this.counts.givenUp++;
  }

  /** @returns status 0 when there was no answer. */
  async #post(notice: PendingNotice, ttl: number): Promise<{ status: number; retryAfter: number }> {
    const { vapid } = this.#options;
    const { kind, poll, roll, push } = notice;
    const request = webPush.generateRequestDetails(push, noticeText({ version: 1, kind, roll, poll }), {
      vapidDetails: vapid,
      TTL: Math.min(ttl, LONGEST_TTL),
      urgency: "normal",
      topic: topicOf(notice),
    });
    const headers = Object.entries(request.headers as Record<string, string | number>);
    try {
      const response = await fetch(push.endpoint, {
        method: "POST",
        // fetch counts the length itself.
        headers: headers.flatMap(([name, value]): [string, string][] =>
          name === "Content-Length" ? [] : [[name, String(value)]],
        ),
        body: new Uint8Array(request.body),
        // A push service that sends us elsewhere could send us anywhere.
        redirect: "manual",
        signal: AbortSignal.timeout(PATIENCE),
      });
      await response.body?.cancel();
      const retryAfter = Number(response.headers.get("retry-after") ?? 0);
      return { status: response.status, retryAfter: Number.isFinite(retryAfter) ? retryAfter : 0 };
    } catch (error) {
      if (error instanceof TypeError || (error as Error).name === "TimeoutError")
        return { status: 0, retryAfter: 0 };
      throw error;
    }
  }

  /** Milliseconds, up to a quarter more by chance so that a crowd does not come back at once. */
  #wait(tries: number, retryAfter: number): number {
    const wait = Math.max(this.#options.firstRetry * 2 ** tries, retryAfter * 1000);
    return Math.min(wait, LONGEST_WAIT) * (1 + Math.random() / 4);
  }
}

/**
 * The push service keeps one undelivered message for each topic, so the same message sent twice arrives once. Keyed with
 * the device's secret: the push service must not see which endpoints are told the same thing.
 */
function topicOf({ poll, kind, push }: PendingNotice): string {
  const key = Buffer.from(push.keys.auth, "base64url");
  return createHmac("sha256", key).update(`${kind} ${poll}`).digest("base64url").slice(0, 32);
}
