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

/** The passwords of the trustees' backup files, for whoever plays them. */
export function passwordsText({ trustees }: DemoTown): string {
  const lines = trustees.map(
    ({ trustee, account, role, password }) =>
      `Trustee ${trustee}   ${role.en}\n  account    ${account}\n  file       ${trusteeFile(trustee)}\n  password   ${password}`,
  );
  return `${lines.join("\n\n")}\n`;
}

export const trusteeFile = (trustee: number) => `trustee-${trustee}.json`;

/** When polls of the demonstration open and close, UNIX seconds. */
export interface Times {
  upcomingOpens: number;
  sealedCloses: number;
}

const clock = (seconds: number) =>
  new Date(seconds * 1000).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

/** What stands where, and what to try first. */
export function welcome(
  town: Town,
  ports: Ports,
  files: { invitations: string; trustees: string },
  times: Times | null,
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
  const steps = town.demo && times ? visits(town.demo, app, files, times) : [];
  steps.push(["Be the organiser, with the demonstration wallet (the first account):", `${app}#/organise`]);
  lines.push("", "What to try first");
  for (const [i, [first = "", ...rest]] of steps.entries())
    lines.push("", `  ${i + 1}. ${first}`, ...rest.map((line) => `     ${line}`));
  lines.push(
    "",
    "Ctrl-C stops everything. The next npm start goes on from here; npm start -- --fresh begins anew.",
    "",
  );
  return lines.join("\n");
}

/** Lines of each thing to try in the demonstration. */
function visits(
  demo: DemoTown,
  app: string,
  files: { invitations: string; trustees: string },
  { upcomingOpens, sealedCloses }: Times,
): string[][] {
  const { polls, committee, invitations, absent } = demo;
  const at = (poll: string) => `${app}#/poll/${poll}`;
  const words = ["Bring back the identity with these backup words:", absent[0]?.en ?? ""];
  const steps = [
    ["Vote in the poll that is open, as a resident who is on the roll already:", at(polls.open), ...words],
  ];
  const [letter] = invitations;
  if (letter) {
    steps.push([
      "Answer a letter: make an identity and join the roll.",
      invitationLink(app, letter),
      `(letter ${letterNumber(letter.place)}; the others are in ${files.invitations})`,
      `Join before ${clock(upcomingOpens - 60)} and vote in the poll that opens at ${clock(upcomingOpens)}:`,
      at(polls.upcoming),
    ]);
  }
  const trustees = [
    "Be two of its three trustees (accounts 2, 3 and 4 of the demonstration wallet), each with the backup file",
    `and the password in ${files.trustees}:`,
    `${app}#/trustee/${committee}/${polls.sealed}`,
  ];
  if (sealedCloses * 1000 > Date.now())
    steps.push([
      `Vote in the sealed poll, which closes at ${clock(sealedCloses)}, with the same backup words:`,
      at(polls.sealed),
      "Nobody sees a vote in it. When it has closed, open the total:",
      ...trustees,
    ]);
  else steps.push(["Open the total of the sealed poll, which has closed:", ...trustees]);
  steps.push(["Read results: of an open poll, and of a sealed one.", at(polls.closed), at(polls.opened)]);
  return steps;
}
