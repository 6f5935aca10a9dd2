import { useTranslation } from "react-i18next";
import { Card } from "../../ui/Card.tsx";
import { Moment } from "../../ui/Moment.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Steps } from "../paper/Steps.tsx";
import type { PollView } from "../poll/usePollView.ts";

type Props = {
  view: PollView;
  /** Its place in the poll's list, from 0. */
  place: number;
  /** False: this identity voted, but not from here. */
  madeHere: boolean;
};

/** The ballot stands in the poll's list: what that means and what comes next. */
export function Counted({ view, place, madeHere }: Props) {
  const { t } = useTranslation("vote");
  return (
    <Card>
      <Notice kind="success" live title={t(madeHere ? "counted.here" : "counted.elsewhere")}>
        <p>{t(madeHere ? "counted.hereWhat" : "counted.elsewhereWhat", { number: place + 1 })}</p>
      </Notice>
      {view.now < view.record.closesAt && (
        <p>
          {t(view.record.sealed ? "counted.nextSealed" : "counted.next")}{" "}
          <Moment at={view.record.closesAt} now={view.now} />
        </p>
      )}
      <p>{t("counted.private")}</p>
      <Steps now="counted" />
    </Card>
  );
}
