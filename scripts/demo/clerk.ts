import type { PublicClient } from "viem";
import { admit, freezePoll, MAX_ADMISSION } from "../../dapp/src/protocol/actions.ts";
import { chainReader } from "../../dapp/src/protocol/chain.ts";
import type { Deployment } from "../../dapp/src/protocol/deployment.ts";
import { canFreeze } from "../../dapp/src/protocol/phase.ts";
import { phaseFacts } from "../../dapp/src/protocol/reader.ts";
import { RollTree } from "../../dapp/src/protocol/rollTree.ts";
import { chainTime, type LocalChain } from "../stack/node.ts";
import type { OnProgress } from "../stack/progress.ts";
import type { DemoTown } from "./seed.ts";

/** Milliseconds between two looks at the clock. */
const ROUND = 3_000;

/**
 * Does what a town clerk would do when the roll of the upcoming poll closes: admits those who have joined, and freezes.
 * Anyone may do that; polls that visitors publish are left to them.
 * @returns what sends the clerk home.
 */
export function startClerk(
  chain: LocalChain,
  { leVote, startBlock }: Deployment,
  { polls, roll }: DemoTown,
  onProgress: OnProgress,
): () => Promise<void> {
  const reader = chainReader({ client: chain as unknown as PublicClient, leVote, startBlock });
  let home = false;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();

  async function send(request: ReturnType<typeof admit> | ReturnType<typeof freezePoll>): Promise<void> {
    const [, clerk] = await chain.getAddresses();
    if (!clerk) throw new Error("the node has no second account");
    const hash = await chain.writeContract({ ...request, account: clerk, chain: chain.chain } as Parameters<
      typeof chain.writeContract
    >[0]);
    await chain.waitForTransactionReceipt({ hash });
  }

  /** @returns whether there is nothing left to do. */
  async function work(): Promise<boolean> {
    const poll = await reader.poll(polls.upcoming);
    if (!poll) throw new Error("the upcoming poll is not there");
    const now = await chainTime(chain);
    const facts = phaseFacts(poll);
    if (facts.frozen || facts.cancelled || now >= facts.closesAt) return true;
    if (!canFreeze(facts, now)) return false;
    const queued = (await reader.rollMembers(roll)).filter(({ admitted }) => admitted === null);
    for (let i = 0; i < queued.length; i += MAX_ADMISSION)
      await send(
        admit(
          roll,
          queued.slice(i, i + MAX_ADMISSION).map(({ commitment }) => commitment),
        ),
      );
    await send(freezePoll(poll.address, new RollTree(await reader.rollLeaves(roll)).freezeWitness()));
    onProgress({
      kind: "note",
      text: "The roll of the upcoming poll is closed: who joined before can vote in it.",
    });
    return true;
  }

  function look(): void {
    round = work().then(
      (done) => {
        if (!done && !home) timer = setTimeout(look, ROUND);
      },
      (error: Error) => {
        // Somebody else may have frozen the roll in between, or the node is gone: the next look tells.
        if (home) return;
        onProgress({
          kind: "note",
          text: `The clerk could not close the roll and tries again: ${error.message}`,
        });
        timer = setTimeout(look, ROUND * 5);
      },
    );
  }
  look();
  return async () => {
    home = true;
    clearTimeout(timer);
    await round;
  };
}
