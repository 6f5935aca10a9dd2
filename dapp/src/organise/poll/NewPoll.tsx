import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Address } from "viem";
import { useAccount } from "wagmi";
import { sameAddress } from "../../app/addresses.ts";
import { useNow } from "../../app/clock.ts";
import { useRoll } from "../../app/data/records.ts";
import { useLanguage } from "../../i18n/index.ts";
import { isReady } from "../../trustee/progress.ts";
import { Button } from "../../ui/Button.tsx";
import { Inline } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Page } from "../../ui/Layout.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { useMyCommittees } from "../committee/useMyCommittees.ts";
import { useRollName } from "../desk/Entries.tsx";
import organise from "../organise.module.css";
import { IssueList } from "./IssueList.tsx";
import { issuesOf } from "./issues.ts";
import { PollForm } from "./PollForm.tsx";
import { Preview } from "./Preview.tsx";
import styles from "./poll.module.css";
import { Review } from "./Review.tsx";
import { expectedSize } from "./sealing.ts";
import { useDraft } from "./useDraft.ts";
import { useWindows } from "./useWindows.ts";

/** Writes a poll on one roll, shows it as residents will see it, and publishes it. */
export function NewPoll({ roll: address }: { roll: Address }) {
  const { t } = useTranslation(["organise", "common"]);
  const [language] = useLanguage();
  const now = useNow();
  const windows = useWindows();
  const roll = useRoll(address);
  const name = useRollName();
  const { address: account } = useAccount();
  const { draft, restored, saved, error, change, discard } = useDraft(address, language, now);
  const [reviewing, setReviewing] = useState(false);
  const { committees } = useMyCommittees();

  const failed = roll.error ?? windows.error;
  if (failed) return <ErrorNotice error={failed} retry={() => void roll.refetch()} />;
  if (!roll.data || !windows.data || !draft) return <ProgressLine words={t("common:loading")} />;
  const rollSize = expectedSize(roll.data);
  const ready = committees?.filter(isReady).map((committee) => committee.address);
  const issues = issuesOf(draft, now, windows.data, { rollSize, committees: ready });

  if (reviewing && issues.length === 0) {
    return (
      <Review draft={draft} roll={roll.data} windows={windows.data} onBack={() => setReviewing(false)} />
    );
  }
  return (
    <Page title={t("poll.new.title")} lead={<p>{t("poll.new.on", { roll: name(roll.data) })}</p>}>
      {account && !sameAddress(account, roll.data.organiser) && (
        <Notice kind="trouble">{t("roll.notYours")}</Notice>
      )}
      {restored && (
        <Notice title={t("draft.restored")}>
          <Button look="plain" onPress={() => void discard()}>
            {t("draft.discard")}
          </Button>
        </Notice>
      )}
      {error && <ErrorNotice error={error} />}
      <div className={styles.writing}>
        <div className={styles.form}>
          <PollForm
            draft={draft}
            change={change}
            now={now}
            windows={windows.data}
            issues={issues}
            rollSize={rollSize}
          />
          <IssueList issues={issues} />
          <Inline>
            <Button look="primary" isDisabled={issues.length > 0} onPress={() => setReviewing(true)}>
              {t("poll.new.review")}
            </Button>
            <span className={organise.soft} aria-live="polite">
              {t(`draft.${saved}`)}
            </span>
          </Inline>
        </div>
        <aside className={styles.preview} aria-label={t("preview.title")}>
          <p className={organise.soft}>{t("preview.title")}</p>
          <Preview draft={draft} />
        </aside>
      </div>
    </Page>
  );
}
