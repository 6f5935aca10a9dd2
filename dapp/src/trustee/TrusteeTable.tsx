import { Check, Minus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { shortAddress } from "../app/addresses.ts";
import type { CommitteeRecord } from "../protocol/reader.ts";
import { ThinLine } from "../ui/ProgressLine.tsx";
import { useCommitteeNames } from "./committeeView.ts";
import { awaited, hasDone, shareDone, VISITS, visitDue } from "./progress.ts";
import styles from "./trustee.module.css";

/** Who has done what, as a table; and in one sentence what is missing. */
export function TrusteeTable({ committee }: { committee: CommitteeRecord }) {
  const { t } = useTranslation("trustee");
  const names = useCommitteeNames(committee);
  const due = visitDue(committee);
  const who = names.list(awaited(committee).map(({ trustee }) => trustee));
  return (
    <div className={styles.progress}>
      <ThinLine share={shareDone(committee)} />
      <p>{due === null ? t("progress.ready") : t(`waiting.${due}`, { who })}</p>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t("progress.trustee")}</th>
              {VISITS.map((visit) => (
                <th key={visit} scope="col">
                  {t(`progress.${visit}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {committee.trustees.map((trustee) => (
              <tr key={trustee.trustee}>
                <th scope="row">
                  {names.label(trustee.trustee)}
                  <span className={styles.account} title={trustee.account}>
                    {shortAddress(trustee.account)}
                  </span>
                </th>
                {VISITS.map((visit) => (
                  <td key={visit}>
                    {hasDone(trustee, visit) ? (
                      <Check size={20} aria-label={t("progress.yes")} role="img" />
                    ) : (
                      <Minus size={20} aria-label={t("progress.no")} role="img" className={styles.no} />
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
