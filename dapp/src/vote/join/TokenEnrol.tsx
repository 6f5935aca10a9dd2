import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Address } from "viem";
import { useAccount, useConfig as useWagmi } from "wagmi";
import { useConfig } from "../../app/ConfigContext.tsx";
import { AppError } from "../../app/errors.ts";
import { SendButton } from "../../app/wallet/SendButton.tsx";
import type { Sent } from "../../app/wallet/useSend.ts";
import WalletProvider from "../../app/wallet/WalletProvider.tsx";
import { walletOn } from "../../app/wallet/walletOn.ts";
import { joinWithToken, joinWithVotes } from "../../protocol/actions.ts";
import { enrolmentTypedData } from "../../protocol/invitations.ts";
import type { TokenRule } from "../../protocol/reader.ts";
import { TextField } from "../../ui/Field.tsx";

type Props = { roll: Address; rule: TokenRule; commitment: bigint; onJoined: (sent: Sent) => void };

/** The holder signs the identity's public name, then sends it. Import it lazily: it brings wallets along. */
export default function TokenEnrol(props: Props) {
  return (
    <WalletProvider>
      <Holder {...props} />
    </WalletProvider>
  );
}

function Holder({ roll, rule, commitment, onJoined }: Props) {
  const { t } = useTranslation("vote");
  const { chainId } = useConfig();
  const wagmi = useWagmi();
  const { address: holder } = useAccount();
  const [typed, setTyped] = useState("");
  const byToken = rule.minimumVotes === 0n;
  const id = /^\d{1,78}$/.test(typed.trim()) ? BigInt(typed.trim()) : null;

  const action = async () => {
    if (!holder) throw new AppError("NoWallet");
    const wallet = await walletOn(wagmi, holder, chainId);
    const signature = await wallet.signTypedData(enrolmentTypedData(chainId, roll, commitment));
    return byToken && id !== null
      ? joinWithToken(roll, id, commitment, signature)
      : joinWithVotes(roll, holder, commitment, signature);
  };
  return (
    <>
      {byToken && (
        <TextField
          label={t("byWallet.tokenId")}
          hint={t("byWallet.tokenIdHint")}
          value={typed}
          onChange={setTyped}
          inputMode="numeric"
          autoComplete="off"
          error={typed !== "" && id === null ? t("byWallet.tokenIdWrong") : undefined}
        />
      )}
      <p>{t("byWallet.twice")}</p>
      <SendButton wide action={action} onDone={onJoined} isDisabled={byToken && id === null}>
        {t("byWallet.send")}
      </SendButton>
    </>
  );
}
