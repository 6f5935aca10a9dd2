import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type {
  Abi,
  Address,
  ContractFunctionArgs,
  ContractFunctionName,
  Hash,
  TransactionReceipt,
} from "viem";
import { useAccount, useConfig as useWagmi } from "wagmi";
import { useConfig } from "../ConfigContext.tsx";
import { AppError } from "../errors.ts";
import { failureOf } from "../failure.ts";
import { catchUp } from "./catchUp.ts";
import { publicClientOf } from "./chain.ts";
import { walletOn } from "./walletOn.ts";

type Write = "nonpayable" | "payable";

/** One call to a contract, as `protocol/actions.ts` makes them. */
export type Action<
  abi extends Abi = Abi,
  name extends ContractFunctionName<abi, Write> = ContractFunctionName<abi, Write>,
> = {
  address: Address;
  abi: abi;
  functionName: name;
  args: ContractFunctionArgs<abi, Write, name>;
};

/** Loosely typed inside: what is checked is that actions come from `protocol/actions.ts`. */
export type AnyAction = { address: Address; abi: Abi; functionName: string; args: readonly unknown[] };

/** What a person is told while something is sent. */
export type SendState =
  | { step: "idle" }
  /** Tried on the node first: a refusal is known before the wallet opens. */
  | { step: "preparing" }
  | { step: "wallet" }
  | { step: "network"; hash: Hash }
  /** On chain; the index has not seen it yet. */
  | { step: "reading"; hash: Hash }
  | { step: "done"; hash: Hash }
  | { step: "failed"; error: AppError };

/** @param result what the call returned when it was tried, such as a new roll's address. */
export type Sent = { receipt: TransactionReceipt; result: unknown };

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
    async (making: AnyAction | (() => Promise<AnyAction>)): Promise<Sent | undefined> => {
      try {
        if (!account) throw new AppError("NoWallet");
        setState({ step: "preparing" });
        const action = typeof making === "function" ? await making() : making;
        const client = publicClientOf(config);
        const { result } = await client.simulateContract({ ...action, account });
        const gas = withRoom(await client.estimateContractGas({ ...action, account }));

        setState({ step: "wallet" });
        const wallet = await walletOn(wagmi, account, config.chainId);
        const hash = await wallet.writeContract({ ...action, account, gas, chain: wallet.chain });

        setState({ step: "network", hash });
        const receipt = await client.waitForTransactionReceipt({ hash, timeout: RECEIPT_TIMEOUT_MS });
        if (receipt.status === "reverted") throw new AppError("TransactionReverted");
        setState({ step: "reading", hash });
        await catchUp(config, Number(receipt.blockNumber));
        setState({ step: "done", hash });
        void queries.invalidateQueries();
        return { receipt, result };
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
