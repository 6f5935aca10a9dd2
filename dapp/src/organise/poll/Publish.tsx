import { useTranslation } from "react-i18next";
import { type Address, isAddress } from "viem";
import { useAccount } from "wagmi";
import { useLocation } from "wouter";
import { useConfig } from "../../app/ConfigContext.tsx";
import { ConnectButton } from "../../app/wallet/ConnectButton.tsx";
import { SendButton } from "../../app/wallet/SendButton.tsx";
import { publishOpenPoll } from "../../protocol/actions.ts";
import { writeDocument } from "../../protocol/documents.ts";
import { publishSealedPoll } from "../../protocol/sealed/actions.ts";
import { Card } from "../../ui/Card.tsx";
import { documentOfDraft, parametersOf } from "./compose.ts";
import type { PollDraft } from "./draft.ts";
import { dropDraft } from "./drafts.ts";
import type { Windows } from "./issues.ts";
import { SoleKeySteps } from "./SoleKeySteps.tsx";
import { useSoleKey } from "./useSoleKey.ts";

type Props = {
  draft: PollDraft;
  /** UNIX seconds of the chain's clock. */
  now: number;
  windows: Windows;
};

/** The one transaction that makes it final; before it, for a poll that one device seals, the key. */
export function Publish({ draft, ...rest }: Props) {
  if (draft.secrecy === "open") return <PublishButton draft={draft} committee={null} {...rest} />;
  if (draft.keyholder === "alone") return <PublishAlone draft={draft} {...rest} />;
  return <PublishButton draft={draft} committee={draft.committee} {...rest} />;
}

function PublishAlone(props: Props) {
  const { t } = useTranslation("organise");
  const { address } = useAccount();
  const { key, step } = useSoleKey(address);
  const ready = step === null ? key?.row.committee : undefined;
  return (
    <>
      <Card labelledBy="sole-key">
        <h2 id="sole-key">{t("sole.title")}</h2>
        {address ? <SoleKeySteps key={address} account={address} /> : <ConnectButton />}
      </Card>
      {ready && <PublishButton {...props} committee={ready} />}
    </>
  );
}

/** @param committee of a sealed poll; null for an open one. */
function PublishButton({ draft, now, windows, committee }: Props & { committee: Address | null }) {
  const { t } = useTranslation("organise");
  const { leVote } = useConfig();
  const [, go] = useLocation();
  const action = async () => {
    const parameters = parametersOf(draft, now, windows.rollClosing);
    const document = writeDocument(documentOfDraft(draft));
    if (committee === null) return publishOpenPoll(leVote, parameters, document);
    const { minimumTurnout } = draft;
    return publishSealedPoll(leVote, parameters, { committee, minimumTurnout }, document);
  };
  return (
    <SendButton
      action={action}
      onDone={({ result }) => {
        void dropDraft(draft.roll);
        if (typeof result === "string" && isAddress(result)) go(`/organise/poll/${result}`);
      }}
    >
      {t("review.publish")}
    </SendButton>
  );
}
