import { useTranslation } from "react-i18next";
import { useRoll } from "../../app/data/records.ts";
import type { PollRecord, RollRecord } from "../../protocol/reader.ts";
import { Link } from "../../ui/Button.tsx";
import { Moment } from "../../ui/Moment.tsx";
import { Notice } from "../../ui/Notice.tsx";
import type { Standing } from "../standing.ts";
import { Admit } from "./Admit.tsx";
import { Freeze } from "./Freeze.tsx";
import { NextPolls } from "./NextPolls.tsx";

type Props = { standing: Standing; poll: PollRecord; now: number };

/** Whether I may vote and, if not, why and what to do. */
export function StandingNotice({ standing, poll, now }: Props) {
  const { t } = useTranslation("vote");
  const roll = useRoll(poll.roll).data;
  const byWallet = roll !== undefined && roll.kind !== "invitation";
  const good = standing === "mayVote" || standing === "notYet";
  const late = standing === "listClosed" || standing === "tooLate";
  const absent = standing === "notOnRoll" || standing === "listClosed";
  return (
    <Notice kind={good ? "success" : "info"} title={t(`standing.${standing}.what`)}>
      <p>{standing === "notOnRoll" && byWallet ? t("byWallet.notOnList") : t(`standing.${standing}.next`)}</p>
      {standing === "notYet" && (
        <p>
          <Moment at={poll.opensAt} now={now} />
        </p>
      )}
      {late && <NextPolls poll={poll} now={now} />}
      {absent && <Joining roll={roll} poll={poll} />}
      {standing === "waiting" && <Admit roll={poll.roll} />}
      {standing === "rollNotFrozen" && <Freeze poll={poll} />}
    </Notice>
  );
}

/** The ways onto the list: its letter or a wallet, or an identity that is on it already. */
function Joining({ roll, poll }: { roll: RollRecord | undefined; poll: PollRecord }) {
  const { t } = useTranslation("vote");
  const byWallet = roll !== undefined && roll.kind !== "invitation";
  return (
    <p>
      <Link to={`/join/${poll.roll}`}>{byWallet ? t("byWallet.link") : t("standing.join")}</Link>
      {" · "}
      <Link to="/identities/restore">{t("standing.restore")}</Link>
    </p>
  );
}
