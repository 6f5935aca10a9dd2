import { createDecipheriv, createECDH, createHmac, createPublicKey, randomBytes, verify } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Notice, type PushKeys, readNotice } from "../../../dapp/src/protocol/notifications.ts";

/** A browser's side of a subscription: where its push service takes messages for it, and how it reads them. */
export class Device {
  /** In the order of arrival, decrypted. */
  readonly notices: Notice[] = [];
  readonly headers: IncomingHttpHeaders[] = [];
  /** Bytes of each message as the push service sees them. */
  readonly sizes: number[] = [];
  /** Messages that arrived, whatever the answer was. */
  asked = 0;
  /** What the push service answers. */
  status = 201;
  readonly subscription: PushKeys;
  readonly #ecdh = createECDH("prime256v1");
  readonly #auth = randomBytes(16);

  constructor(endpoint: string) {
    this.#ecdh.generateKeys();
    const p256dh = this.#ecdh.getPublicKey("base64url", "uncompressed");
    this.subscription = { endpoint, keys: { p256dh, auth: this.#auth.toString("base64url") } };
  }

  take(body: Buffer, headers: IncomingHttpHeaders): number {
    this.asked++;
    if (this.status >= 200 && this.status < 300) {
      this.notices.push(readNotice(this.#decrypt(body)));
      this.headers.push(headers);
      this.sizes.push(body.length);
    }
    return this.status;
  }

  /** RFC 8291 over RFC 8188, one record, written from the standards and not with the sender's library. */
  #decrypt(body: Buffer): string {
    const salt = body.subarray(0, 16);
    const keyLength = body.readUInt8(20);
    const sender = body.subarray(21, 21 + keyLength);
    const record = body.subarray(21 + keyLength);
    const hmac = (key: Buffer, ...parts: (Buffer | string)[]) => {
      const mac = createHmac("sha256", key);
      for (const part of parts) mac.update(part);
      return mac.digest();
    };
    const one = Buffer.of(1);
    const combined = hmac(this.#auth, this.#ecdh.computeSecret(sender));
    const key = hmac(combined, "WebPush: info\0", this.#ecdh.getPublicKey(), sender, one);
    const extracted = hmac(salt, key);
    const contentKey = hmac(extracted, "Content-Encoding: aes128gcm\0", one).subarray(0, 16);
    const nonce = hmac(extracted, "Content-Encoding: nonce\0", one).subarray(0, 12);
    const cipher = createDecipheriv("aes-128-gcm", contentKey, nonce);
    cipher.setAuthTag(record.subarray(-16));
    const padded = Buffer.concat([cipher.update(record.subarray(0, -16)), cipher.final()]);
    const end = padded.lastIndexOf(2);
    if (end < 0) throw new Error("the record has no delimiter of the last record");
    return padded.subarray(0, end).toString("utf8");
  }
}

/** A push service on this computer. */
export class PushService {
  readonly origin: string;
  readonly #devices = new Map<string, Device>();
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on("request", async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const device = this.#devices.get(request.url ?? "");
      const status = device?.take(Buffer.concat(chunks), request.headers) ?? 404;
      response.writeHead(status).end();
    });
  }

  static async start(): Promise<PushService> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new PushService(server);
  }

  device(): Device {
    const path = `/push/${randomBytes(16).toString("base64url")}`;
    const device = new Device(`${this.origin}${path}`);
    this.#devices.set(path, device);
    return device;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }
}

/** Checks the sender's signature (RFC 8292). @returns what it says. */
export function readVapid(headers: IncomingHttpHeaders): {
  key: string;
  claims: { aud: string; exp: number; sub: string };
} {
  const [, token = "", key = ""] = /^vapid t=([^,]+), k=(.+)$/.exec(headers.authorization ?? "") ?? [];
  const [head, body, signature] = token.split(".") as [string, string, string];
  const point = Buffer.from(key, "base64url");
  const jwk = {
    kty: "EC",
    crv: "P-256",
    x: point.subarray(1, 33).toString("base64url"),
    y: point.subarray(33).toString("base64url"),
  };
  const sound = verify(
    "sha256",
    Buffer.from(`${head}.${body}`),
    { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  );
  if (!sound) throw new Error("the sender's signature is wrong");
  return { key, claims: JSON.parse(Buffer.from(body, "base64url").toString("utf8")) };
}
