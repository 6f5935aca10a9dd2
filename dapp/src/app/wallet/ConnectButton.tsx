import { useAccountModal, useConnectModal } from "@rainbow-me/rainbowkit";
import { Wallet } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useAccount, useSwitchChain } from "wagmi";
import { Button, type ButtonLook } from "../../ui/Button.tsx";
import { shortAddress } from "../addresses.ts";
import { useConfig } from "../ConfigContext.tsx";

/** Opens RainbowKit's list of wallets; once connected, says which account, and whether it is on the wrong chain. */
export function ConnectButton({ look = "primary" }: { look?: ButtonLook }) {
  const { t } = useTranslation();
  const { chainId: wanted, name } = useConfig();
  const { openConnectModal } = useConnectModal();
  const { openAccountModal } = useAccountModal();
  const { address, chainId, isConnected } = useAccount();
  const { switchChain } = useSwitchChain();
  if (!isConnected || !address) {
    return (
      <Button look={look} onPress={() => openConnectModal?.()}>
        <Wallet size={20} aria-hidden /> {t("wallet.connect")}
      </Button>
    );
  }
  if (chainId !== wanted) {
    return (
      <Button look="danger" onPress={() => switchChain({ chainId: wanted })}>
        {t("wallet.switch", { name })}
      </Button>
    );
  }
  return (
    <Button look="quiet" onPress={() => openAccountModal?.()} aria-label={t("wallet.connected", { address })}>
      <Wallet size={20} aria-hidden /> {shortAddress(address)}
    </Button>
  );
}
