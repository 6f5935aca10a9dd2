import { useTranslation } from "react-i18next";
import type { Address } from "viem";
import { sameAddress } from "../../app/addresses.ts";
import { useNow } from "../../app/clock.ts";
import { documentOf, pollText, stampOf } from "../../app/data/pollView.ts";
import { useCommittee, usePoll } from "../../app/data/records.ts";
import { SendButton } from "../../app/wallet/SendButton.tsx";
import { useLanguage } from "../../i18n/index.ts";
import { Phase, phaseName, phaseOf } from "../../protocol/phase.ts";
import { type CommitteeRecord, type PollRecord, phaseFacts } from "../../protocol/reader.ts";
import { Link } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Page } from "../../ui/Layout.tsx";
import { Moment } from "../../ui/Moment.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { Stamp } from "../../ui/Stamp.tsx";
import { trusteeRoute } from "../place.ts";
import { openingOf } from "../progress.ts";
import { CountButton } from "./CountButton.tsx";
import { OpeningTable } from "./OpeningTable.tsx";
import { ShareDesk } from "./ShareDesk.tsx";

/** Where a trustee opens its part of a closed poll's total. */
export function SharePage({ committee, poll }: { committee: Address; poll: Address }) {
  const { t } = useTranslation(["trustee", "common"]);
  const asked = { poll: usePoll(poll), committee: useCommittee(committee) };
  const error = asked.poll.error ?? asked.committee.error;
  if (error) return <ErrorNotice error={error} retry={() => void asked.poll.refetch()} />;
  if (!asked.poll.data || !asked.committee.data) return <ProgressLine words={t("common:loading")} />;
  const { sealed } = asked.poll.data;
  if (!sameAddress(sealed?.committee, committee)) {
    return (
      <Notice kind="trouble" title={t("share.otherPoll")}>
        {t("share.otherPollNext")}
      </Notice>
    );
  }
  return <ShareShown poll={asked.poll.data} committee={asked.committee.data} />;
}

function ShareShown({ poll, committee }: { poll: PollRecord; committee: CommitteeRecord }) {
  const { t } = useTranslation("trustee");
  const [language] = useLanguage();
  const now = useNow();
  const read = documentOf(poll);
  const phase = phaseOf(phaseFacts(poll), now);
  const title = read.malformed
    ? t("polls.malformed")
    : pollText(read.document, read.document.title, language);
  const closed = phase === Phase.Closed;
  return (
    <Page title={title} narrow lead={<Stamp kind={stampOf(poll, now)} />}>
      {!closed && (
        <Notice title={t(`phase.${phaseName(phase)}.what`)}>
          <p>{t(`phase.${phaseName(phase)}.next`)}</p>
          {now < poll.closesAt && (
            <p>
              {t("polls.closes")} <Moment at={poll.closesAt} now={now} />
            </p>
          )}
        </Notice>
      )}
      {closed && (
        <>
          <Card labelledBy="opening">
            <h2 id="opening">{t("opening.title")}</h2>
            <OpeningTable poll={poll} committee={committee} />
            {openingOf(poll, committee).needed === 0 && (
              <CountButton poll={poll} committee={committee} button={SendButton} />
            )}
          </Card>
          <Card labelledBy="share">
            <h2 id="share">{t("share.title")}</h2>
            <ShareDesk poll={poll} committee={committee} />
          </Card>
        </>
      )}
      <p>
        <Link to={`/poll/${poll.address}`}>{t("polls.asResident")}</Link>
        {" · "}
        <Link to={trusteeRoute(committee.address)}>{t("polls.trustees")}</Link>
      </p>
    </Page>
  );
}
