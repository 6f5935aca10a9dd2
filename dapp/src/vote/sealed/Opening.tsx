import { useTranslation } from "react-i18next";
import { useCommittee } from "../../app/data/records.ts";
import type { CommitteeRecord } from "../../protocol/reader.ts";
import { isOverdue, openingOf } from "../../trustee/progress.ts";
import { CountButton } from "../../trustee/share/CountButton.tsx";
import { OpeningTable } from "../../trustee/share/OpeningTable.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { Turnout } from "../poll/Turnout.tsx";
import type { PollView } from "../poll/usePollView.ts";

/** A sealed poll that has closed: who is still awaited, and the count for anyone once enough trustees have opened. */
export function Opening({ view }: { view: PollView }) {
  const { t } = useTranslation(["vote", "common"]);
  const committee = useCommittee(view.record.sealed?.committee);
  return (
    <Card labelledBy="opening">
      <h2 id="opening">{t("opening.title")}</h2>
      <Turnout view={view} />
      {committee.error && <ErrorNotice error={committee.error} retry={() => void committee.refetch()} />}
      {committee.isLoading && <ProgressLine words={t("common:loading")} />}
      {committee.data && <Awaited view={view} committee={committee.data} />}
    </Card>
  );
}

function Awaited({ view: { record, now }, committee }: { view: PollView; committee: CommitteeRecord }) {
  const { t } = useTranslation("vote");
  const { needed } = openingOf(record, committee);
  return (
    <>
      {needed > 0 && isOverdue(record, now) && (
        <Notice kind="trouble" title={t("opening.overdue")}>
          {t("opening.overdueWhy")}
        </Notice>
      )}
      <OpeningTable poll={record} committee={committee} />
      {needed > 0 ? <p>{t("opening.wait")}</p> : <CountButton poll={record} committee={committee} />}
    </>
  );
}
