import cors from "@fastify/cors";
import rateLimit from "@fastify/rate-limit";
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from "fastify";
import * as v from "valibot";
import { Refusal } from "./refusal.ts";
import { reasonOf, type Say } from "./say.ts";
import { visitorKeys } from "./visitors.ts";

export interface ServerOptions {
  /** Origins of the apps that browsers may call this service from. */
  origins: readonly string[];
  /** Requests a minute from one visitor. */
  perMinute: number;
  /** Bytes of the largest body. */
  bodyLimit: number;
  /** Whether a reverse proxy stands in front and says, in `X-Forwarded-For`, who asks. */
  behindProxy: boolean;
  /** What `GET /health` answers; 200 when `healthy`, else 503. */
  health: () => { healthy: boolean } & Record<string, unknown>;
  say: Say;
}

/** Milliseconds that a request may take to arrive: slow ones would hold connections. */
const PATIENCE = 15_000;

/**
 * The server that small services share. Bodies are JSON, given to routes as text. It writes no access log, and nothing
 * else that says who asked for what.
 */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const { origins, perMinute, bodyLimit, behindProxy, health, say } = options;
  const server = fastify({
    logger: false,
    bodyLimit,
    // One proxy: whatever a visitor writes into the header itself stands further away.
    trustProxy: behindProxy && ((_address: string, hop: number) => hop === 0),
    requestTimeout: PATIENCE,
    connectionTimeout: 2 * PATIENCE,
    forceCloseConnections: true,
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) => {
    done(null, body);
  });
  server.setErrorHandler((error: FastifyError | Refusal, _request, reply) => answer(error, reply, say));
  server.setNotFoundHandler((_request, reply) => {
    answer(new Refusal(404, "unknownPath", "there is nothing at this path"), reply, say);
  });

  await server.register(rateLimit, {
    max: perMinute,
    timeWindow: 60_000,
    keyGenerator: visitorKeys(),
    errorResponseBuilder: (_request, { ttl }) => {
      const seconds = Math.ceil(ttl / 1000);
      return new Refusal(429, "tooMany", `too many requests; try again in ${seconds} s`, seconds);
    },
  });
  server.addHook("onRequest", async ({ headers: { origin } }) => {
    if (origin !== undefined && !origins.includes(origin)) {
      throw new Refusal(403, "foreignOrigin", "this service serves another app");
    }
  });
  await server.register(cors, {
    origin: [...origins],
    methods: ["GET", "POST", "PUT", "DELETE"],
    allowedHeaders: ["content-type"],
    credentials: false,
    maxAge: 86_400,
  });

  server.get("/health", async (_request, reply) => {
    const report = health();
    return reply
      .code(report.healthy ? 200 : 503)
      .header("cache-control", "no-store")
      .send(report);
  });
  return server;
}

/** @returns where it listens, without a slash at the end. */
export async function listen(server: FastifyInstance, host: string, port: number): Promise<string> {
  return server.listen({ host, port });
}

/** A body of the expected shape. @throws Refusal 400 naming the first field that is wrong. */
export function readBody<const schema extends v.GenericSchema>(
  schema: schema,
  body: unknown,
): v.InferOutput<schema> {
  const parsed = v.safeParse(schema, jsonOf(body));
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const place = v.getDotPath(issue);
  throw new Refusal(400, "malformed", place ? `${place}: ${issue.message}` : issue.message);
}

function jsonOf(body: unknown): unknown {
  if (typeof body !== "string") throw new Refusal(400, "malformed", "a JSON body is missing");
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new Refusal(400, "malformed", `the body is not JSON: ${(error as Error).message}`);
  }
}

/** Faults that fastify finds before a route is asked. */
const CODES: Readonly<Record<number, string>> = { 413: "tooLarge", 415: "notJson" };

function answer(error: FastifyError | Refusal, reply: FastifyReply, say: Say): void {
  const refused = error instanceof Refusal ? error : refusalOf(error, say);
  if (refused.retryAfter !== null) reply.header("retry-after", String(refused.retryAfter));
  reply.code(refused.status).send({ error: refused.code, message: refused.message });
}

function refusalOf(error: FastifyError, say: Say): Refusal {
  const { statusCode = 500 } = error;
  if (statusCode < 500) return new Refusal(statusCode, CODES[statusCode] ?? "malformed", error.message);
  say(`an error while answering: ${reasonOf(error)}`);
  return new Refusal(500, "failed", "the service failed; it has noted the error");
}
