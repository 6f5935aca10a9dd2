import { useTranslation } from "react-i18next";
import { useRoll } from "../../app/data/records.ts";
import type { PollRecord } from "../../protocol/reader.ts";
import { Link } from "../../ui/Button.tsx";
import { Moment } from "../../ui/Moment.tsx";
import { Notice } from "../../ui/Notice.tsx";
import type { Standing } from "../standing.ts";
import { Admit } from "./Admit.tsx";
import { Freeze } from "./Freeze.tsx";

type Props = { standing: Standing; poll: PollRecord; now: number };

/** Whether I may vote and, if not, why and what to do. */
export function StandingNotice({ standing, poll, now }: Props) {
  const { t } = useTranslation("vote");
  const roll = useRoll(poll.roll);
  const byWallet = standing === "notOnRoll" && roll.data !== undefined && roll.data.kind !== "invitation";
  const good = standing === "mayVote" || standing === "notYet";
  return (
    <Notice kind={good ? "success" : "info"} title={t(`standing.${standing}.what`)}>
      <p>{byWallet ? t("byWallet.notOnList") : t(`standing.${standing}.next`)}</p>
      {standing === "notYet" && (
        <p>
          <Moment at={poll.opensAt} now={now} />
        </p>
      )}
      {standing === "notOnRoll" && (
        <p>
          <Link to={`/join/${poll.roll}`}>{byWallet ? t("byWallet.link") : t("standing.join")}</Link>
          {" · "}
          <Link to="/identities/restore">{t("standing.restore")}</Link>
        </p>
      )}
      {standing === "waiting" && <Admit roll={poll.roll} />}
      {standing === "rollNotFrozen" && <Freeze poll={poll} />}
    </Notice>
  );
}
