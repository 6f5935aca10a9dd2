import type { ReactNode } from "react";
import type { Address } from "viem";
import { useAccount } from "wagmi";
import { Stack } from "../../ui/Card.tsx";
import { sameAddress } from "../addresses.ts";
import { ConnectButton } from "./ConnectButton.tsx";
import { SendButton, type SendButtonProps } from "./SendButton.tsx";
import WalletProvider from "./WalletProvider.tsx";

export type StandaloneSendProps = SendButtonProps & {
  /** An account that had better not send this; `warning` stands above the button while it is the connected one. */
  avoid?: { account: Address; warning: ReactNode } | undefined;
};

/**
 * A send button that brings its wallets along, where the page around it has none, and shows the account that will be
 * seen beside what is sent: a wallet once connected comes back by itself, and who enrolled with it may want another.
 */
export default function StandaloneSend({ avoid, ...props }: StandaloneSendProps) {
  return (
    <WalletProvider>
      <Stack tight>
        {avoid && <Warning {...avoid} />}
        <SendButton {...props} />
        <ConnectedAccount />
      </Stack>
    </WalletProvider>
  );
}

function Warning({ account, warning }: { account: Address; warning: ReactNode }) {
  const { address } = useAccount();
  return sameAddress(address, account) ? warning : null;
}

function ConnectedAccount() {
  const { isConnected } = useAccount();
  return isConnected ? (
    <div>
      <ConnectButton look="quiet" />
    </div>
  ) : null;
}
