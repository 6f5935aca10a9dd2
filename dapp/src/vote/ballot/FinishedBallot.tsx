import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Phase } from "../../protocol/phase.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { Dialog, DialogButtons } from "../../ui/Dialog.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { ballotText, markBallot, noteRefusal, takeBack } from "../device/ballots.ts";
import type { BallotRow, IdentityRow } from "../device/database.ts";
import { Steps } from "../paper/Steps.tsx";
import type { PollView } from "../poll/usePollView.ts";
import { Ways } from "./ways.tsx";

type Props = { view: PollView; row: BallotRow; identity: IdentityRow };

/** A finished ballot that is not counted yet: it is sent, again if need be, and always the same bytes. */
export function FinishedBallot({ view, row, identity }: Props) {
  const { t } = useTranslation(["vote", "common"]);
  const [asking, setAsking] = useState(false);

  if (view.phase !== Phase.Open) {
    return (
      <Notice kind="trouble" title={t("finished.tooLate")}>
        {t("finished.tooLateWhy")}
      </Notice>
    );
  }
  const action = async () => {
    const { parseBallot } = await import("../../protocol/ballot.ts");
    const { castBallot } = await import("../../protocol/actions.ts");
    const ballot = parseBallot(await ballotText(row));
    // A node looks at it first, so from here on it cannot be changed; whether it is on its way is another question.
    await markBallot(row.id, "tried");
    return castBallot(ballot);
  };
  const unsent = row.status === "ready" || row.status === "tried";
  return (
    <Card>
      <h2>{t(`finished.${row.status}`)}</h2>
      <p>{t(`finished.${row.status}What`)}</p>
      {row.status === "sent" && <ProgressLine words={t("finished.looking")} />}
      <Ways
        cargo="ballot"
        label={t(unsent ? "finished.send" : "finished.resend")}
        action={action}
        enrolledFrom={identity.enrolledFrom}
        onHandOver={() => markBallot(row.id, "sending")}
        onRefused={() => noteRefusal(row.id, row.status)}
        onAccepted={({ transactionHash }) => void markBallot(row.id, "sent", transactionHash)}
      />
      {row.status === "ready" && (
        <div>
          <Button look="plain" onPress={() => setAsking(true)}>
            {t("finished.takeBack")}
          </Button>
        </div>
      )}
      <Steps now={row.status === "sent" ? "sent" : "seal"} />
      <Dialog title={t("finished.takeBack")} isOpen={asking} onClose={() => setAsking(false)}>
        <p>{t("finished.takeBackWhy")}</p>
        <DialogButtons>
          <Button onPress={() => setAsking(false)}>{t("common:cancel")}</Button>
          <Button look="danger" onPress={() => void takeBack(row.id).then(() => setAsking(false))}>
            {t("finished.takeBackYes")}
          </Button>
        </DialogButtons>
      </Dialog>
    </Card>
  );
}
