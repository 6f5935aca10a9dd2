import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type { Hash } from "viem";
import { useAccount, useConfig as useWagmi } from "wagmi";
import { useConfig } from "../ConfigContext.tsx";
import { AppError } from "../errors.ts";
import { failureOf } from "../failure.ts";
import { catchUp } from "./catchUp.ts";
import { publicClientOf } from "./chain.ts";
import { type AnyAction, type Handover, type SendStep, type Sent, sendAction } from "./sendAction.ts";
import { walletOn } from "./walletOn.ts";

export type { AnyAction, Handover, Sent } from "./sendAction.ts";

/** What a person is told while something is sent. */
export type SendState =
  | { step: "idle" }
  | SendStep
  | { step: "done"; hash: Hash }
  | { step: "failed"; error: AppError };

/** Wallets on slow phones and chains with 12-second blocks: long enough for both. */
const RECEIPT_TIMEOUT_MS = 180_000;
/** A little room, since the state may change between estimate and inclusion. */
const withRoom = (gas: bigint) => (gas * 12n) / 10n;

/**
 * Sends one action from the connected wallet and says truthfully where it is.
 * @returns `send` resolves to what was sent, or to undefined when it failed: `state` then says why.
 */
export function useSend() {
  const [state, setState] = useState<SendState>({ step: "idle" });
  const config = useConfig();
  const wagmi = useWagmi();
  const queries = useQueryClient();
  const { address: account } = useAccount();

  const send = useCallback(
    async (
      making: AnyAction | (() => Promise<AnyAction>),
      handover?: Handover,
    ): Promise<Sent | undefined> => {
      try {
        if (!account) throw new AppError("NoWallet");
        const client = publicClientOf(config);
        const sender = {
          async rehearse(action: AnyAction) {
            const { result } = await client.simulateContract({ ...action, account });
            return { result, gas: withRoom(await client.estimateContractGas({ ...action, account })) };
          },
          async wallet() {
            const wallet = await walletOn(wagmi, account, config.chainId);
            return (action: AnyAction, gas: bigint) =>
              wallet.writeContract({ ...action, account, gas, chain: wallet.chain });
          },
          receipt: (hash: Hash) => client.waitForTransactionReceipt({ hash, timeout: RECEIPT_TIMEOUT_MS }),
          caughtUp: (block: number) => catchUp(config, block),
        };
        const sent = await sendAction(making, sender, setState, handover);
        setState({ step: "done", hash: sent.receipt.transactionHash });
        void queries.invalidateQueries();
        return sent;
      } catch (cause) {
        setState({ step: "failed", error: failureOf(cause) });
        return undefined;
      }
    },
    [account, config, queries, wagmi],
  );
  const reset = useCallback(() => setState({ step: "idle" }), []);
  return { state, send, reset };
}
