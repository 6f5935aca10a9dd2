import { useTranslation } from "react-i18next";
import { documentOf, rollName, stampOf } from "../../app/data/pollView.ts";
import { useLanguage } from "../../i18n/index.ts";
import { textIn } from "../../protocol/documents.ts";
import type { CommitteeRecord, PollRecord, RollRecord } from "../../protocol/reader.ts";
import { useCommitteeNames } from "../../trustee/committeeView.ts";
import { awaited } from "../../trustee/progress.ts";
import { Link } from "../../ui/Button.tsx";
import { Inline } from "../../ui/Card.tsx";
import { Moment } from "../../ui/Moment.tsx";
import { ThinLine } from "../../ui/ProgressLine.tsx";
import { Stamp } from "../../ui/Stamp.tsx";
import styles from "../organise.module.css";

/** A poll's title in the reader's language, or the plain statement that its document cannot be used. */
export function usePollTitle() {
  const { t } = useTranslation("organise");
  const [language] = useLanguage();
  return (poll: PollRecord): string => {
    const read = documentOf(poll);
    return read.malformed
      ? t("poll.malformed")
      : textIn(read.document.title, [language], read.document.languages);
  };
}

export function useRollName() {
  const { t } = useTranslation("organise");
  const [language] = useLanguage();
  return (roll: RollRecord): string => rollName(roll, language) ?? t("roll.malformed");
}

export function PollEntry({ poll, now }: { poll: PollRecord; now: number }) {
  const { t } = useTranslation("organise");
  const title = usePollTitle();
  const size = poll.frozen?.rollSize;
  const next = now < poll.opensAt ? "opens" : now < poll.closesAt ? "closes" : "closed";
  return (
    <li className={styles.entry}>
      <Inline>
        <h3>
          <Link to={`/organise/poll/${poll.address}`}>{title(poll)}</Link>
        </h3>
        <Stamp kind={stampOf(poll, now)} />
      </Inline>
      <p className={styles.soft}>
        {t(`poll.when.${next}`)} <Moment at={next === "opens" ? poll.opensAt : poll.closesAt} now={now} />
      </p>
      {size !== undefined && (
        <>
          <ThinLine share={size === 0 ? 0 : poll.ballots / size} />
          <p className={styles.soft}>{t("poll.turnout", { count: poll.ballots, size })}</p>
        </>
      )}
    </li>
  );
}

export function RollEntry({ roll }: { roll: RollRecord }) {
  const { t } = useTranslation("organise");
  const name = useRollName();
  return (
    <li className={styles.entry}>
      <h3>
        <Link to={`/organise/roll/${roll.address}`}>{name(roll)}</Link>
      </h3>
      <p className={styles.soft}>
        {t(`roll.kind.${roll.kind}.short`)} · {t("roll.joinedCount", { count: roll.joined })}
        {roll.kind === "invitation" && ` · ${t("roll.invitedCount", { count: roll.invitations })}`}
      </p>
    </li>
  );
}

/** The name of a group of trustees, in the reader's language. */
export function CommitteeTitle({ committee }: { committee: CommitteeRecord }) {
  return <>{useCommitteeNames(committee).title}</>;
}

export function CommitteeEntry({ committee }: { committee: CommitteeRecord }) {
  const { t } = useTranslation("organise");
  const missing = awaited(committee).length;
  const { threshold, trustees, address } = committee;
  return (
    <li className={styles.entry}>
      <h3>
        <Link to={`/organise/committee/${address}`}>
          <CommitteeTitle committee={committee} />
        </Link>
      </h3>
      <p className={styles.soft}>
        {t("committee.short", { count: threshold, size: trustees.length })} ·{" "}
        {missing === 0 ? t("committee.isReady") : t("committee.waits", { count: missing })}
      </p>
    </li>
  );
}
