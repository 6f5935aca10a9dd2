import type { Address, PublicClient } from "viem";
import { admit, freezePoll, MAX_ADMISSION, publishOpenPoll } from "../../dapp/src/protocol/actions.ts";
import { chainReader } from "../../dapp/src/protocol/chain.ts";
import type { Deployment } from "../../dapp/src/protocol/deployment.ts";
import { canFreeze } from "../../dapp/src/protocol/phase.ts";
import { type PollRecord, phaseFacts } from "../../dapp/src/protocol/reader.ts";
import { RollTree } from "../../dapp/src/protocol/rollTree.ts";
import { chainTime, type LocalChain } from "../stack/node.ts";
import type { OnProgress } from "../stack/progress.ts";
import { LATER } from "./calendar.ts";
import { LATER_POLLS } from "./laterDocuments.ts";
import { pollTerms } from "./polls.ts";
import { createdIn, type Request, sendNow } from "./scribe.ts";
import type { DemoTown } from "./seed.ts";

/** Milliseconds between two looks at the clock. */
const ROUND = 3_000;

export interface ClerkOptions {
  chain: LocalChain;
  deployment: Deployment;
  /** `polls.upcoming` follows the newest. */
  town: DemoTown;
  /** Called when `town` has changed. */
  keep: () => void;
  onProgress: OnProgress;
}

/**
 * Does what a town clerk would do: when the roll of the upcoming poll closes, admits those who have joined and freezes;
 * when that poll has opened, publishes another, so that whoever answers a letter finds a poll to vote in. Polls that
 * visitors publish are left to them.
 * @returns what sends the clerk home, once the first look around is over.
 */
export async function startClerk(options: ClerkOptions): Promise<() => Promise<void>> {
  const { chain, deployment, town, keep, onProgress } = options;
  const { leVote, startBlock } = deployment;
  const { roll, polls } = town;
  const reader = chainReader({ client: chain as unknown as PublicClient, leVote, startBlock });
  const accounts = await chain.getAddresses();
  const [organiser] = accounts;
  const clerk = accounts.at(-1);
  if (!organiser || !clerk) throw new Error("the node has no accounts");
  let home = false;
  let timer: NodeJS.Timeout | undefined;

  const send = (request: Request, from: Address) => sendNow(chain, request, from);
  const note = (text: string) => onProgress({ kind: "note", text });

  async function freeze(poll: PollRecord): Promise<void> {
    const queued = (await reader.rollMembers(roll)).filter(({ admitted }) => admitted === null);
    const commitments = queued.map(({ commitment }) => commitment);
    for (let i = 0; i < commitments.length; i += MAX_ADMISSION)
      await send(admit(roll, commitments.slice(i, i + MAX_ADMISSION)), clerk as Address);
    const witness = new RollTree(await reader.rollLeaves(roll)).freezeWitness();
    await send(freezePoll(poll.address, witness), clerk as Address);
    note("The roll of the upcoming poll is closed: who joined before can vote in it.");
  }

  async function publishNext(now: number): Promise<void> {
    const published = (await reader.polls()).length;
    const next = LATER_POLLS[published % LATER_POLLS.length];
    if (!next) throw new Error("there are no questions for later polls");
    const { parameters, text } = pollTerms(next, roll, LATER, (offset) => now + offset);
    polls.upcoming = createdIn(await send(publishOpenPoll(leVote, parameters, text), organiser as Address));
    keep();
    note(`The next poll is published: "${next.document.title.en}".`);
  }

  async function work(): Promise<void> {
    const poll = await reader.poll(polls.upcoming);
    if (!poll) throw new Error("the upcoming poll is not there");
    const now = await chainTime(chain);
    if (canFreeze(phaseFacts(poll), now)) await freeze(poll);
    if (poll.cancelled || now >= poll.opensAt) await publishNext(now);
  }

  const look = (): Promise<void> =>
    work().then(
      () => again(ROUND),
      (error: Error) => {
        // Somebody else may have frozen the roll in between, or the node is gone: the next look tells.
        if (!home) note(`The clerk could not do everything and tries again: ${error.message}`);
        again(ROUND * 5);
      },
    );
  let round = look();
  function again(pause: number): void {
    if (home) return;
    timer = setTimeout(() => {
      round = look();
    }, pause);
  }
  await round;
  return async () => {
    home = true;
    clearTimeout(timer);
    await round;
  };
}
