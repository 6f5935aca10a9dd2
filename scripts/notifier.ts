import { parseArgs } from "node:util";
import { startNotifier } from "./notifier/service.ts";
import { runService } from "./services/lifecycle.ts";
import {
  addressOption,
  LOCAL_APP,
  numberOption,
  OptionError,
  originOption,
  PORTS,
  urlOption,
} from "./services/options.ts";
import { sayToTerminal } from "./services/say.ts";

const HELP = `npm run notifier -- --rpc URL [--levote 0x…]

Tells residents' devices by web push when a poll of their roll is published and when it opens.

  --rpc URL            node of the chain; may be given several times
  --levote 0x…         Le Vote's address; known for the chains of scripts/deployments.json
  --start-block N      block of Le Vote's deployment; known likewise, else 0
  --app URL            where the app is served from; may be given several times (the app of "npm start" when left out)
  --contact URL        mailto: or https: URL of whoever runs this, which push services ask for (the app when left out)
  --port N, --host H   where to listen (8790 on 127.0.0.1)
  --data FILE          what is remembered (.local/notifier.sqlite): subscriptions and the keys they are bound to
  --confirmations N    blocks above a publication before it is told (5; none on a local chain)
  --interval MS        between two looks at the chain (4000)
  --push-host HOST     another push service beside those of scripts/notifier/pushHosts.json; "*.example.org" for a domain
  --per-minute N       requests a minute from one visitor (60)
  --behind-proxy       a reverse proxy stands in front and sets X-Forwarded-For
  --allow-local-endpoints, --first-retry MS   for tests`;

function readArguments() {
  const text = { type: "string" } as const;
  const list = { type: "string", multiple: true } as const;
  const flag = { type: "boolean" } as const;
  const { values } = parseArgs({
    options: {
      help: flag,
      rpc: list,
      levote: text,
      "start-block": text,
      app: list,
      contact: text,
      port: text,
      host: text,
      data: text,
      confirmations: text,
      interval: text,
      "push-host": list,
      "per-minute": text,
      "behind-proxy": flag,
      "allow-local-endpoints": flag,
      "first-retry": text,
    },
  });
  if (values.help) {
    console.log(HELP);
    process.exit(0);
  }
  return values;
}

runService(async () => {
  const given = readArguments();
  if (!given.rpc) throw new OptionError(`--rpc is missing\n\n${HELP}`);
  const origins = given.app?.map((url) => originOption("app", url)) ?? LOCAL_APP;
  const publicApp = origins.find((origin) => origin.startsWith("https:"));
  const contact = given.contact ?? publicApp ?? "mailto:postmaster@localhost";
  if (!/^(mailto:|https:)/.test(contact))
    throw new OptionError("--contact must begin with mailto: or https:");
  const number = (name: keyof typeof given & string, least: number, most: number) =>
    given[name] === undefined ? null : numberOption(name, String(given[name]), least, most);
  return startNotifier({
    rpcUrls: given.rpc.map((url) => urlOption("rpc", url).href),
    leVote: given.levote === undefined ? null : addressOption("levote", given.levote),
    startBlock: number("start-block", 0, Number.MAX_SAFE_INTEGER),
    origins,
    contact,
    host: given.host ?? "127.0.0.1",
    port: number("port", PORTS.least, PORTS.most) ?? 8790,
    data: given.data ?? ".local/notifier.sqlite",
    confirmations: number("confirmations", 0, 10_000),
    interval: number("interval", 50, 600_000) ?? 4000,
    firstRetry: number("first-retry", 1, 3_600_000) ?? 30_000,
    perMinute: number("per-minute", 1, 1_000_000) ?? 60,
    rules: { hosts: given["push-host"] ?? [], allowLocal: given["allow-local-endpoints"] === true },
    behindProxy: given["behind-proxy"] === true,
    say: sayToTerminal,
  });
});
