import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useBatches } from "../../app/data/records.ts";
import type { BatchRecord, RollRecord } from "../../protocol/reader.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { ThinLine } from "../../ui/ProgressLine.tsx";
import styles from "../organise.module.css";
import { MakeInvitations } from "./MakeInvitations.tsx";

/** The batches of invitations so far, and the way to a new one. */
export function Batches({ roll, mine }: { roll: RollRecord; mine: boolean }) {
  const { t } = useTranslation("organise");
  const { data: batches, error, refetch } = useBatches(roll.address);
  const [making, setMaking] = useState(false);
  return (
    <Card labelledBy="invitations">
      <h2 id="invitations">{t("batch.title")}</h2>
      {error && <ErrorNotice error={error} retry={() => void refetch()} />}
      {batches?.length === 0 && !making && <p>{t("batch.none")}</p>}
      {batches && batches.length > 0 && (
        <ul className={styles.list}>
          {batches.map((batch) => (
            <BatchLine key={batch.batch} batch={batch} />
          ))}
        </ul>
      )}
      {mine && !making && (
        <p>
          <Button look={roll.invitations === 0 ? "primary" : "quiet"} onPress={() => setMaking(true)}>
            {t("batch.make")}
          </Button>
        </p>
      )}
      {making && <MakeInvitations roll={roll} onLeave={() => setMaking(false)} />}
    </Card>
  );
}

function BatchLine({ batch: { batch, leaves, spent } }: { batch: BatchRecord }) {
  const { t } = useTranslation("organise");
  const used = spent.filter(({ how }) => how === "used").length;
  const revoked = spent.length - used;
  return (
    <li>
      <p>
        {t("batch.line", { number: batch + 1, count: leaves.length })}
        <span className={styles.soft}>
          {" · "}
          {t("batch.used", { count: used })}
          {revoked > 0 && ` · ${t("batch.revoked", { count: revoked })}`}
        </span>
      </p>
      <ThinLine share={leaves.length === 0 ? 0 : used / leaves.length} />
    </li>
  );
}
