import { LockKeyhole } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useCommittee } from "../../app/data/records.ts";
import type { CommitteeRecord, PollRecord } from "../../protocol/reader.ts";
import { useCommitteeNames } from "../../trustee/committeeView.ts";
import { Card, Inline } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";

/** "Is it secret?", answered truthfully for this very poll. */
export function Secrecy({ poll, over }: { poll: PollRecord; over: boolean }) {
  const { t } = useTranslation("vote");
  return (
    <Card>
      <Inline>
        <LockKeyhole size={20} aria-hidden />
        <h2>{t("secret.title")}</h2>
      </Inline>
      <p>{t("secret.always")}</p>
      {poll.kind === "open" && !over && <p>{t("secret.open")}</p>}
      {poll.sealed && <Sealed poll={poll} />}
    </Card>
  );
}

/** How a poll's ballots are sealed, and who could break the seal. */
function Sealed({ poll }: { poll: PollRecord }) {
  const { t } = useTranslation("common");
  const committee = useCommittee(poll.sealed?.committee);
  if (committee.error) return <ErrorNotice error={committee.error} retry={() => void committee.refetch()} />;
  if (!committee.data) return <ProgressLine words={t("loading")} />;
  return <Trust committee={committee.data} />;
}

function Trust({ committee }: { committee: CommitteeRecord }) {
  const { t } = useTranslation("vote");
  const names = useCommitteeNames(committee);
  const { threshold, trustees } = committee;
  const size = trustees.length;
  const who = names.list(trustees.map(({ trustee }) => trustee));
  if (threshold > 1) return <p>{t("sealed.together", { threshold, size, who })}</p>;
  // One key-holder is enough: what that means must be known before voting.
  return (
    <>
      <p>{t("sealed.total")}</p>
      <Notice kind="trouble" title={t(size === 1 ? "sealed.alone" : "sealed.anyone", { who })}>
        {t(size === 1 ? "sealed.aloneWhy" : "sealed.anyoneWhy")}
      </Notice>
    </>
  );
}
