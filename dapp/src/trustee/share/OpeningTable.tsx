import { useTranslation } from "react-i18next";
import { useNow } from "../../app/clock.ts";
import type { CommitteeRecord, PollRecord } from "../../protocol/reader.ts";
import { Fact, Facts } from "../../ui/Card.tsx";
import { distanceWords } from "../../ui/dates.ts";
import { ThinLine } from "../../ui/ProgressLine.tsx";
import { useCommitteeNames } from "../committeeView.ts";
import { openingOf } from "../progress.ts";

/** Which trustees have opened a closed poll's total, which have not, and how many are still needed. */
export function OpeningTable({ poll, committee }: { poll: PollRecord; committee: CommitteeRecord }) {
  const { t, i18n } = useTranslation("trustee");
  const now = useNow();
  const names = useCommitteeNames(committee);
  const { shared, missing, needed } = openingOf(poll, committee);
  const late = distanceWords(poll.closesAt, now, i18n.language);
  return (
    <>
      <ThinLine share={1 - needed / committee.threshold} />
      <p>{needed === 0 ? t("opening.enough") : t("opening.needed", { count: needed, late })}</p>
      <Facts>
        <Fact name={t("opening.shared")}>{shared.length > 0 ? names.list(shared) : t("opening.nobody")}</Fact>
        <Fact name={t("opening.missing")}>
          {missing.length > 0 ? names.list(missing) : t("opening.nobody")}
        </Fact>
      </Facts>
    </>
  );
}
