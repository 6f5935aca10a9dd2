import { useTranslation } from "react-i18next";
import { useCommittee } from "../../app/data/records.ts";
import type { CommitteeRecord } from "../../protocol/reader.ts";
import { useCommitteeNames } from "../../trustee/committeeView.ts";
import { Fact } from "../../ui/Card.tsx";
import { useThresholdWords } from "../committee/useThresholdWords.ts";
import type { PollDraft } from "./draft.ts";

/** What a draft says about secrecy, as facts to look over. */
export function SecrecyFacts({ draft }: { draft: PollDraft }) {
  const { t, i18n } = useTranslation("organise");
  const { secrecy, keyholder, committee, minimumTurnout } = draft;
  const trusted = useCommittee(
    secrecy === "sealed" && keyholder === "trustees" && committee ? committee : undefined,
  );
  if (secrecy === "open") return <Fact name={t("secrecy.title")}>{t("secrecy.open.name")}</Fact>;
  return (
    <>
      <Fact name={t("secrecy.title")}>{t("secrecy.sealed.name")}</Fact>
      <Fact name={t("sealed.trustees")}>
        {keyholder === "alone"
          ? t("keyholder.alone.name")
          : trusted.data && <TrusteeWords committee={trusted.data} />}
      </Fact>
      <Fact name={t("turnout.label")}>{new Intl.NumberFormat(i18n.language).format(minimumTurnout)}</Fact>
    </>
  );
}

/** Who they are and how many of them open: "Town clerk, Association and Judge. 2 of 3: …". */
export function TrusteeWords({ committee }: { committee: CommitteeRecord }) {
  const names = useCommitteeNames(committee);
  const words = useThresholdWords();
  const { threshold, trustees } = committee;
  return (
    <>
      {names.list(trustees.map(({ trustee }) => trustee))}. {words(threshold, trustees.length)}
    </>
  );
}
