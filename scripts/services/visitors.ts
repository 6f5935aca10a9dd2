import { createHmac, randomBytes } from "node:crypto";
import { isIPv6 } from "node:net";

/**
 * How visitors are told apart while requests are counted: by a keyed hash, whose key dies with the process, so that no
 * address is held even in memory. A household's IPv6 addresses count as one: everyone has 2^64 of them.
 */
export function visitorKeys(): (request: { ip: string }) => string {
  const key = randomBytes(32);
  return ({ ip }) => createHmac("sha256", key).update(network(ip)).digest("base64");
}

function network(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped) return mapped;
  if (!isIPv6(ip)) return ip;
  const [head = "", tail] = ip.split("::");
  const before = head.split(":").filter((group) => group !== "");
  const after = (tail ?? "").split(":").filter((group) => group !== "");
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array.from({ length: zeros }, () => "0"), ...after];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}
