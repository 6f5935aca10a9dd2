import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Address } from "viem";
import { rollName } from "../../app/data/pollView.ts";
import { usePoll, useRoll } from "../../app/data/records.ts";
import { AppError } from "../../app/errors.ts";
import { useLanguage } from "../../i18n/index.ts";
import { Phase } from "../../protocol/phase.ts";
import type { PollRecord } from "../../protocol/reader.ts";
import { Link } from "../../ui/Button.tsx";
import { AddressText, Details, Fact, Facts, Inline } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Page } from "../../ui/Layout.tsx";
import { Moment } from "../../ui/Moment.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { Stamp } from "../../ui/Stamp.tsx";
import { PollBody } from "./PollBody.tsx";
import styles from "./PollPage.module.css";
import { PollTitle } from "./PollTitle.tsx";
import { usePollView } from "./usePollView.ts";
import { When } from "./When.tsx";

// viem has a stricter one, and comes after the first paint.
const isAddress = (text: string): text is Address => /^0x[0-9a-fA-F]{40}$/.test(text);

/** `#/poll/:address` */
export function PollPage({ address }: { address: string }) {
  const { t } = useTranslation(["vote", "common"]);
  if (!isAddress(address)) {
    return (
      <Page narrow title={t("poll.notFound")}>
        <ErrorNotice error={new AppError("NotAPoll")} />
        <WayBack />
      </Page>
    );
  }
  return <PollAt address={address} />;
}

function PollAt({ address }: { address: Address }) {
  const { t } = useTranslation(["vote", "common"]);
  const { data, error, refetch } = usePoll(address);
  if (data) return <Poll record={data} />;
  if (error) {
    const lost = error.name === "NotAPoll";
    return (
      <Page narrow title={t(lost ? "poll.notFound" : "poll.unread")}>
        <ErrorNotice error={error} retry={lost ? undefined : () => void refetch()} />
        <WayBack />
      </Page>
    );
  }
  return <ProgressLine words={t("common:loading")} />;
}

function WayBack() {
  const { t } = useTranslation("common");
  return (
    <p>
      <Link to="/" look="primary">
        {t("notFound.polls")}
      </Link>
    </p>
  );
}

function Poll({ record }: { record: PollRecord }) {
  const { t } = useTranslation("vote");
  const [language] = useLanguage();
  const view = usePollView(record);
  const roll = useRoll(record.roll);
  // While the paper is open, only the paper; it closes with the poll.
  const [paperOpen, setPaperOpen] = useState(false);
  const voting = paperOpen && view.phase === Phase.Open;
  const { read } = view;
  return (
    <Page
      narrow
      title={<PollTitle read={read} className={styles.title} />}
      lead={
        !voting && (
          <>
            <Inline>
              <Stamp kind={view.stamp} />
              {roll.data && <span>{rollName(roll.data, language)}</span>}
            </Inline>
            <When view={view} />
          </>
        )
      }
    >
      {record.cancelled && (
        <Notice title={t("poll.cancelled")}>{record.cancelled.reason || t("poll.noReason")}</Notice>
      )}
      {read.malformed ? (
        <Notice kind="trouble" title={t("malformed.what")}>
          <p>{t("malformed.next")}</p>
          <Details summary={t("poll.details")}>
            <p>{t(`malformed.reason.${read.reason}`)}</p>
            <p lang="en">{read.detail}</p>
          </Details>
        </Notice>
      ) : (
        <PollBody
          view={view}
          document={read.document}
          rules={read.rules}
          voting={voting}
          onVoting={setPaperOpen}
        />
      )}
      {!voting && (
        <Details summary={t("poll.details")}>
          <Facts>
            <Fact name={t("poll.rollCloses")}>
              <Moment at={record.rollClosesAt} />
            </Fact>
            <Fact name={t("poll.opens")}>
              <Moment at={record.opensAt} />
            </Fact>
            <Fact name={t("poll.closes")}>
              <Moment at={record.closesAt} />
            </Fact>
            <Fact name={t("poll.address")}>
              <AddressText>{record.address}</AddressText>
            </Fact>
            <Fact name={t("poll.roll")}>
              <AddressText>{record.roll}</AddressText>
            </Fact>
            <Fact name={t("poll.organiser")}>
              <AddressText>{record.organiser}</AddressText>
            </Fact>
          </Facts>
        </Details>
      )}
    </Page>
  );
}
