import { Refusal } from "../services/refusal.ts";
import pushHosts from "./pushHosts.json" with { type: "json" };

/** Hosts of the browsers' push services; `*.` stands for one or more labels. */
export const KNOWN_HOSTS: readonly string[] = Object.values(pushHosts).flat();

const LOCAL = new Set(["127.0.0.1", "localhost", "[::1]"]);

export interface EndpointRules {
  /** Beside {@link KNOWN_HOSTS}. */
  hosts: readonly string[];
  /** Tests only: endpoints on this computer, over http too. */
  allowLocal: boolean;
}

/**
 * Whether pushes may be sent there. Whoever subscribes chooses the address that this service will post to: anything but a
 * push service would let them reach what only this machine can.
 */
export function isPushEndpoint(endpoint: string, { hosts, allowLocal }: EndpointRules): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname, port, username, password } = new URL(endpoint);
  if (username !== "" || password !== "") return false;
  if (allowLocal && LOCAL.has(hostname)) return protocol === "http:" || protocol === "https:";
  if (protocol !== "https:" || port !== "") return false;
  return [...KNOWN_HOSTS, ...hosts].some((host) => matches(hostname, host.toLowerCase()));
}

/** @throws Refusal 400 */
export function requirePushEndpoint(endpoint: string, rules: EndpointRules): void {
  if (isPushEndpoint(endpoint, rules)) return;
  throw new Refusal(
    400,
    "unknownPushService",
    "the endpoint is not at a push service that this notifier knows",
  );
}

function matches(hostname: string, host: string): boolean {
  return host.startsWith("*.") ? hostname.endsWith(host.slice(1)) : hostname === host;
}
