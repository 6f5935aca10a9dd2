import webPush from "web-push";
import type { Store } from "../services/store.ts";

/** Who the notifier is, for push services (RFC 8292). Subscriptions are bound to the public key. */
export interface Vapid {
  publicKey: string;
  privateKey: string;
  /** How its operator is reached: a mailto: or https: URL. */
  subject: string;
}

/** Made at the first start and kept: with other keys every subscription would be worthless. */
export function vapidOf(store: Store, subject: string): Vapid {
  return store.transaction(() => {
    const kept = store.setting("vapid");
    const keys = kept
      ? (JSON.parse(kept) as { publicKey: string; privateKey: string })
      : webPush.generateVAPIDKeys();
    if (!kept) store.keep("vapid", JSON.stringify(keys));
    return { ...keys, subject };
  });
}
