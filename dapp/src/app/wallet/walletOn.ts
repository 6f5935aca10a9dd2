import type { Address } from "viem";
import type { Config } from "wagmi";
import { getAccount, getWalletClient, switchChain } from "wagmi/actions";
import { AppError } from "../errors.ts";

/** The connected wallet, moved to the deployment's chain where it stands on another. @throws AppError "WrongChain" */
export async function walletOn(wagmi: Config, account: Address, chainId: number) {
  if (getAccount(wagmi).chainId !== chainId) {
    await switchChain(wagmi, { chainId }).catch((cause: unknown) => {
      throw new AppError("WrongChain", {}, { cause });
    });
  }
  return getWalletClient(wagmi, { account, chainId });
}
