import { useTranslation } from "react-i18next";
import { useCommittee } from "../../app/data/records.ts";
import type { CommitteeRecord, SealedFacts } from "../../protocol/reader.ts";
import { useCommitteeNames } from "../../trustee/committeeView.ts";

/** Under the result of a sealed poll: how many trustees opened it, and which. Quiet until they are known. */
export function OpenedBy({ sealed }: { sealed: SealedFacts }) {
  const committee = useCommittee(sealed.committee).data;
  if (!committee || !sealed.result) return null;
  return <Names committee={committee} openers={sealed.result.trustees} />;
}

function Names({ committee, openers }: { committee: CommitteeRecord; openers: readonly number[] }) {
  const { t } = useTranslation("vote");
  const names = useCommitteeNames(committee);
  const size = committee.trustees.length;
  return <p>{t("result.openedBy", { count: openers.length, size, who: names.list(openers) })}</p>;
}
