import { SendButton, type SendButtonProps } from "./SendButton.tsx";
import WalletProvider from "./WalletProvider.tsx";

/** A send button that brings its wallets along, where the page around it has none. */
export default function StandaloneSend(props: SendButtonProps) {
  return (
    <WalletProvider>
      <SendButton {...props} />
    </WalletProvider>
  );
}
