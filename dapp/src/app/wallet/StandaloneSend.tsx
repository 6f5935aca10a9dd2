import { useAccount } from "wagmi";
import { Stack } from "../../ui/Card.tsx";
import { ConnectButton } from "./ConnectButton.tsx";
import { SendButton, type SendButtonProps } from "./SendButton.tsx";
import WalletProvider from "./WalletProvider.tsx";

/**
 * A send button that brings its wallets along, where the page around it has none, and shows the account that will be
 * seen beside what is sent: a wallet once connected comes back by itself, and who enrolled with it may want another.
 */
export default function StandaloneSend(props: SendButtonProps) {
  return (
    <WalletProvider>
      <Stack tight>
        <SendButton {...props} />
        <ConnectedAccount />
      </Stack>
    </WalletProvider>
  );
}

function ConnectedAccount() {
  const { isConnected } = useAccount();
  return isConnected ? (
    <div>
      <ConnectButton look="quiet" />
    </div>
  ) : null;
}
