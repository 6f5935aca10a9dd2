import { formatCode } from "../../dapp/src/protocol/invitationCode.ts";
import { invitationLink, letterNumber } from "../../dapp/src/protocol/invitations.ts";
import type { Ports } from "../stack/ports.ts";
import type { Town } from "../stack/town.ts";
import type { DemoTown } from "./seed.ts";

/** The letters that nobody has answered, as a file for whoever plays the residents. */
export function invitationsText({ invitations }: DemoTown, app: string): string {
  const letters = invitations.map((invitation) =>
    [
      `Letter ${letterNumber(invitation.place)}   code ${formatCode(invitation.code)}`,
      `  ${invitationLink(app, invitation)}`,
    ].join("\n"),
  );
  return `${letters.join("\n\n")}\n`;
}

const clock = (seconds: number) =>
  new Date(seconds * 1000).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

/** What stands where, and what to try first. */
export function welcome(
  town: Town,
  ports: Ports,
  files: { invitations: string },
  upcoming: number | null,
): string {
  const { app, node, graphql } = town.urls;
  const lines = [
    "",
    `Le Vote is ready: ${app}`,
    "",
    `  app         ${app}`,
    `  GraphQL     ${graphql ?? "not available on this system; the app reads the chain"}`,
    `  chain       ${node}  (chain ${town.deployment.chainId}, LeVote ${town.deployment.leVote})`,
    ...(graphql ? [`  PostgreSQL  127.0.0.1:${ports.postgres}`] : []),
  ];
  const { demo } = town;
  if (demo) {
    const [letter] = demo.invitations;
    const [absent] = demo.absent;
    lines.push(
      "",
      "What to try first",
      "",
      "  1. Vote in the poll that is open, as a resident who is on the roll already:",
    );
    lines.push(`     ${app}#/poll/${demo.polls.open}`);
    lines.push("     Bring back the identity with these backup words:");
    lines.push(`     ${absent?.en ?? ""}`);
    if (letter) {
      lines.push("", "  2. Answer a letter: make an identity and join the roll.");
      lines.push(`     ${invitationLink(app, letter)}`);
      lines.push(`     (letter ${letterNumber(letter.place)}; the others are in ${files.invitations})`);
    }
    if (upcoming !== null && upcoming * 1000 > Date.now())
      lines.push(
        `     Join before ${clock(upcoming - 60)} and vote in the poll that opens at ${clock(upcoming)}:`,
      );
    else lines.push("     The newest poll:");
    lines.push(`     ${app}#/poll/${demo.polls.upcoming}`);
    lines.push("", "  3. Read a result:", `     ${app}#/poll/${demo.polls.closed}`);
  }
  lines.push(
    "",
    `  ${demo ? "4" : "1"}. Be the organiser, with the demonstration wallet (the first account):`,
  );
  lines.push(`     ${app}#/organise`);
  lines.push(
    "",
    "Ctrl-C stops everything. The next npm start goes on from here; npm start -- --fresh begins anew.",
    "",
  );
  return lines.join("\n");
}
