import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useConfig } from "../../app/ConfigContext.tsx";
import { SendButton } from "../../app/wallet/SendButton.tsx";
import type { Preparing } from "../../app/wallet/SendStatus.tsx";
import type { CommitteeRecord, TrusteeRecord } from "../../protocol/reader.ts";
import { Details, Stack } from "../../ui/Card.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { useCommitteeNames } from "../committeeView.ts";
import type { SecretRow } from "../device/secretStore.ts";
import { drawSecrets } from "../device/secrets.ts";
import { useSecretRow } from "../device/useSecretRow.ts";
import { placeOf } from "../place.ts";
import type { Visit } from "../progress.ts";
import { BackupDesk } from "./BackupDesk.tsx";
import { RestoreKey } from "./RestoreKey.tsx";
import { visitAction } from "./visitAction.ts";

type Props = { committee: CommitteeRecord; me: TrusteeRecord; visit: Visit };

/** The one thing that a trustee does on this visit; before the first, the backup file. */
export function VisitPanel({ committee, me, visit }: Props) {
  const { t } = useTranslation(["trustee", "common"]);
  const config = useConfig();
  const place = placeOf(config, committee, me.trustee);
  const { data: row, isPending, error } = useSecretRow(place);
  if (error) throw error;
  if (isPending) return <ProgressLine words={t("common:loading")} />;
  const accepted = me.accepted !== null;
  const elsewhere = accepted && row?.encryptionKey !== me.accepted?.encryptionKey;
  if (elsewhere) {
    return (
      <Stack>
        <Notice title={t("elsewhere.what")}>{t("elsewhere.next")}</Notice>
        <RestoreKey committee={committee.address} trustee={me.trustee} />
      </Stack>
    );
  }
  if (!row?.backedUp) {
    const shape = { threshold: committee.threshold, size: committee.trustees.length };
    return (
      <Stack>
        <BackupDesk fresh={!row} secretRow={async () => row ?? (await drawSecrets(place, shape))} />
        {!row && (
          <Details summary={t("restore.have")}>
            <RestoreKey committee={committee.address} trustee={me.trustee} />
          </Details>
        )}
      </Stack>
    );
  }
  return (
    <Stack tight>
      <p>{t(`visit.${visit}.what`)}</p>
      <VisitButton committee={committee} row={row} visit={visit} />
    </Stack>
  );
}

/** One button: makes what is needed, then sends it. */
export function VisitButton({
  committee,
  row,
  visit,
  words,
}: Pick<Props, "committee" | "visit"> & { row: SecretRow; words?: string }) {
  const { t } = useTranslation("trustee");
  const config = useConfig();
  const names = useCommitteeNames(committee);
  const [preparing, setPreparing] = useState<Preparing>();
  const action = () =>
    visitAction(visit, config, row, names.list, (stage, value) =>
      setPreparing({ words: t(`proof.${stage}`, { percent: Math.floor(value * 100) }), value }),
    ).finally(() => setPreparing(undefined));
  return (
    <SendButton action={action} preparing={preparing}>
      {words ?? t(`visit.${visit}.do`)}
    </SendButton>
  );
}
