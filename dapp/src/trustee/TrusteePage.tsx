import { useTranslation } from "react-i18next";
import type { Address } from "viem";
import { useCommittee } from "../app/data/records.ts";
import type { CommitteeRecord } from "../protocol/reader.ts";
import { Card } from "../ui/Card.tsx";
import { ErrorNotice } from "../ui/ErrorNotice.tsx";
import { Page } from "../ui/Layout.tsx";
import { ProgressLine } from "../ui/ProgressLine.tsx";
import { useCommitteeNames } from "./committeeView.ts";
import { isSole } from "./progress.ts";
import { PollsToOpen } from "./share/PollsToOpen.tsx";
import { TrusteeTable } from "./TrusteeTable.tsx";
import { MySide } from "./visits/MySide.tsx";

/** The page that an organiser's link leads a trustee to. */
export function TrusteePage({ address }: { address: Address }) {
  const { t } = useTranslation("common");
  const { data, error, refetch } = useCommittee(address);
  if (error) return <ErrorNotice error={error} retry={() => void refetch()} />;
  if (!data) return <ProgressLine words={t("loading")} />;
  return <TrusteeShown committee={data} />;
}

function TrusteeShown({ committee }: { committee: CommitteeRecord }) {
  const { t } = useTranslation("trustee");
  const names = useCommitteeNames(committee);
  const { threshold, trustees } = committee;
  return (
    <Page
      title={names.title}
      narrow
      lead={<p>{isSole(committee) ? t("sole") : t("lead", { count: threshold, size: trustees.length })}</p>}
    >
      <MySide committee={committee} />
      <PollsToOpen committee={committee} />
      <Card labelledBy="progress">
        <h2 id="progress">{t("progress.title")}</h2>
        <TrusteeTable committee={committee} />
      </Card>
    </Page>
  );
}
