import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAccount } from "wagmi";
import { sameAddress } from "../../app/addresses.ts";
import { useConfig } from "../../app/ConfigContext.tsx";
import { SendButton } from "../../app/wallet/SendButton.tsx";
import type { Preparing } from "../../app/wallet/SendStatus.tsx";
import type { CommitteeRecord, PollRecord } from "../../protocol/reader.ts";
import { Details, Stack } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { useCommitteeNames } from "../committeeView.ts";
import type { SecretRow } from "../device/secretStore.ts";
import { useSecretRows } from "../device/useSecretRow.ts";
import { openingOf, trusteeOf } from "../progress.ts";
import { RestoreKey } from "../visits/RestoreKey.tsx";
import { type OnSharing, shareAction } from "./shareAction.ts";

type Props = { poll: PollRecord; committee: CommitteeRecord };

/** Publishes a trustee's share, with the key on this device or brought from its backup file. */
export function ShareDesk({ poll, committee }: Props) {
  const { t } = useTranslation(["trustee", "common"]);
  const { address } = useAccount();
  const names = useCommitteeNames(committee);
  const { data, error } = useSecretRows();
  if (error) return <ErrorNotice error={error} />;
  if (!data) return <ProgressLine words={t("common:loading")} />;
  const me = trusteeOf(committee, address);
  const { shared } = openingOf(poll, committee);
  const here = data.filter((row) => sameAddress(row.committee, committee.address));
  // Several trustees may share a device; whose wallet is connected comes first.
  const mine = here.filter(({ trustee }) => trustee === me?.trustee);
  const keys = (mine.length > 0 ? mine : here).filter(({ trustee }) => !shared.includes(trustee));
  // A backup file's key is used up here, too, whichever wallet sent its share.
  const done = (me !== undefined && shared.includes(me.trustee)) || (here.length > 0 && keys.length === 0);
  return (
    <Stack>
      {done && (
        <Notice kind="success" live title={t("share.done")}>
          {t("share.doneNext")}
        </Notice>
      )}
      {keys.map((row) => (
        <Stack key={row.id} tight>
          <p>{t("share.as", { label: names.label(row.trustee) })}</p>
          <p>{t("share.what")}</p>
          <ShareButton poll={poll} committee={committee} row={row} />
        </Stack>
      ))}
      {keys.length === 0 && !done && (
        <>
          <Notice title={t("share.noKey")}>{t("share.noKeyNext")}</Notice>
          <RestoreKey committee={committee.address} />
        </>
      )}
      {(keys.length > 0 || done) && shared.length < committee.trustees.length && (
        <Details summary={t("share.otherKey")}>
          <RestoreKey committee={committee.address} />
        </Details>
      )}
    </Stack>
  );
}

function ShareButton({ poll, committee, row }: Props & { row: SecretRow }) {
  const { t } = useTranslation("trustee");
  const config = useConfig();
  const names = useCommitteeNames(committee);
  const [preparing, setPreparing] = useState<Preparing>();
  const tell: OnSharing = (stage, value) =>
    setPreparing({
      words: t(`proof.${stage}`, { percent: Math.floor((value ?? 0) * 100) }),
      value,
    });
  const action = () =>
    shareAction(config, poll.address, row, names.list, tell).finally(() => setPreparing(undefined));
  return (
    <SendButton action={action} preparing={preparing}>
      {t("share.do")}
    </SendButton>
  );
}
