import { parseArgs } from "node:util";
import { startCarrier } from "./carrier/service.ts";
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

const HELP = `npm run carrier -- --poll 0x… --rpc URL [--levote 0x…]

Takes finished ballots over HTTP and brings them to the chain; freezes the poll's roll when it is time.

  --poll 0x…           poll to serve; may be given several times
  --rpc URL            node of the chain; may be given several times
  --levote 0x…         Le Vote's address; known for the chains of scripts/deployments.json
  --start-block N      block of Le Vote's deployment; known likewise, else 0
  --app URL            where the app is served from; may be given several times (the app of "npm start" when left out)
  --port N, --host H   where to listen (8791 on 127.0.0.1)
  --data FILE          what is remembered (.local/carrier.sqlite)
  --key FILE           private key of the account that pays (.local/carrier.key); made when it is not there
  --batch N            ballots that leave without waiting for more (32)
  --wait MS            what a ballot waits for others, half of it more or less by chance (20000)
  --stop-before S      seconds before closing from which no ballot is taken (60)
  --room N             ballots that may wait (20000)
  --confirmations N    blocks after which a ballot is forgotten (as scripts/chains.json says)
  --interval MS        between two looks at the chain (4000)
  --patience MS        after which a transaction that is in no block is sent with a higher fee (60000)
  --per-minute N       requests a minute from one visitor (60)
  --behind-proxy       a reverse proxy stands in front and sets X-Forwarded-For`;

function readArguments() {
  const text = { type: "string" } as const;
  const list = { type: "string", multiple: true } as const;
  const flag = { type: "boolean" } as const;
  const { values } = parseArgs({
    options: {
      help: flag,
      poll: list,
      rpc: list,
      levote: text,
      "start-block": text,
      app: list,
      port: text,
      host: text,
      data: text,
      key: text,
      batch: text,
      wait: text,
      "stop-before": text,
      room: text,
      confirmations: text,
      interval: text,
      patience: text,
      "per-minute": text,
      "behind-proxy": flag,
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
  if (!given.poll) throw new OptionError(`--poll is missing\n\n${HELP}`);
  if (!given.rpc) throw new OptionError(`--rpc is missing\n\n${HELP}`);
  const number = (name: keyof typeof given & string, least: number, most: number) =>
    given[name] === undefined ? null : numberOption(name, String(given[name]), least, most);
  return startCarrier({
    polls: given.poll.map((address) => addressOption("poll", address)),
    rpcUrls: given.rpc.map((url) => urlOption("rpc", url).href),
    leVote: given.levote === undefined ? null : addressOption("levote", given.levote),
    startBlock: number("start-block", 0, Number.MAX_SAFE_INTEGER),
    origins: given.app?.map((url) => originOption("app", url)) ?? LOCAL_APP,
    host: given.host ?? "127.0.0.1",
    port: number("port", PORTS.least, PORTS.most) ?? 8791,
    data: given.data ?? ".local/carrier.sqlite",
    key: given.key ?? ".local/carrier.key",
    batch: number("batch", 1, 64) ?? 32,
    wait: number("wait", 0, 3_600_000) ?? 20_000,
    stopBefore: number("stop-before", 0, 86_400) ?? 60,
    room: number("room", 1, 1_000_000) ?? 20_000,
    confirmations: number("confirmations", 0, 10_000),
    interval: number("interval", 50, 600_000) ?? 4000,
    patience: number("patience", 100, 3_600_000) ?? 60_000,
    perMinute: number("per-minute", 1, 1_000_000) ?? 60,
    behindProxy: given["behind-proxy"] === true,
    say: sayToTerminal,
  });
});
