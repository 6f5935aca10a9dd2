import { useTranslation } from "react-i18next";
import { useCommittee } from "../../app/data/records.ts";
import { linkTo } from "../../app/linkTo.ts";
import { SendButton } from "../../app/wallet/SendButton.tsx";
import { Phase } from "../../protocol/phase.ts";
import type { CommitteeRecord, PollRecord, SealedFacts } from "../../protocol/reader.ts";
import { useCommitteeNames } from "../../trustee/committeeView.ts";
import { trusteeRoute } from "../../trustee/place.ts";
import { isOverdue, isSole, openingOf } from "../../trustee/progress.ts";
import { CountButton } from "../../trustee/share/CountButton.tsx";
import { OpeningTable } from "../../trustee/share/OpeningTable.tsx";
import { Link } from "../../ui/Button.tsx";
import { Card, Fact, Facts } from "../../ui/Card.tsx";
import { CopyField } from "../../ui/CopyField.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import type { PollView } from "../../vote/poll/usePollView.ts";
import { CommitteeTitle, usePollTitle } from "../desk/Entries.tsx";
import { TrusteeWords } from "./SecrecyFacts.tsx";

type Props = { view: PollView; sealed: SealedFacts };

/** What a sealed poll has besides others: who opens it, and after closing how far they are. */
export function SealedDesk({ view, sealed }: Props) {
  const { t } = useTranslation(["organise", "common"]);
  const { data: committee, error, refetch } = useCommittee(sealed.committee);
  if (error) return <ErrorNotice error={error} retry={() => void refetch()} />;
  if (!committee) return <ProgressLine words={t("common:loading")} />;
  const { phase, record } = view;
  return (
    <Card labelledBy="sealed">
      <h2 id="sealed">{t(phase === Phase.Closed ? "sealed.opening" : "sealed.title")}</h2>
      {phase === Phase.Void && (
        <Notice kind="trouble" title={t("sealed.void")}>
          {t("sealed.voidWhy", { count: record.ballots, least: sealed.minimumTurnout })}
        </Notice>
      )}
      {phase === Phase.Closed && <ToOpen view={view} committee={committee} />}
      <Facts>
        <Fact name={t("sealed.trustees")}>
          <Link to={`/organise/committee/${committee.address}`}>
            <CommitteeTitle committee={committee} />
          </Link>
          <br />
          <TrusteeWords committee={committee} />
        </Fact>
        {sealed.result && (
          <Fact name={t("sealed.openedBy")}>
            <TrusteeNames committee={committee} trustees={sealed.result.trustees} />
          </Fact>
        )}
        <Fact name={t("turnout.label")}>{sealed.minimumTurnout}</Fact>
      </Facts>
    </Card>
  );
}

function TrusteeNames({ committee, trustees }: { committee: CommitteeRecord; trustees: readonly number[] }) {
  return <>{useCommitteeNames(committee).list(trustees)}</>;
}

function ToOpen({ view, committee }: { view: PollView; committee: CommitteeRecord }) {
  const { t } = useTranslation("organise");
  const { record, now } = view;
  const { needed } = openingOf(record, committee);
  return (
    <>
      {needed > 0 && isOverdue(record, now) && (
        <Notice kind="trouble" title={t("sealed.overdue")}>
          {t("sealed.overdueWhy")}
        </Notice>
      )}
      <OpeningTable poll={record} committee={committee} />
      {needed === 0 && <CountButton poll={record} committee={committee} button={SendButton} />}
      {needed > 0 && isSole(committee) && (
        <div>
          <Link to={trusteeRoute(committee.address, record.address)} look="primary">
            {t("sealed.openAlone")}
          </Link>
        </div>
      )}
      {needed > 0 && !isSole(committee) && <Reminder poll={record} committee={committee} />}
    </>
  );
}

/** A message for those whose share is missing. */
function Reminder({ poll, committee }: { poll: PollRecord; committee: CommitteeRecord }) {
  const { t } = useTranslation("organise");
  const title = usePollTitle();
  const names = useCommitteeNames(committee);
  const { missing } = openingOf(poll, committee);
  const link = linkTo(trusteeRoute(committee.address, poll.address));
  return (
    <CopyField
      label={t("sealed.reminder")}
      hint={t("committee.reminder.to", { who: names.list(missing) })}
      rows={9}
      value={t("sealed.reminderText", { title: title(poll), link })}
    />
  );
}
