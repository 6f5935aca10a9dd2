import { useTranslation } from "react-i18next";
import { Phase } from "../../protocol/phase.ts";
import type { PollRecord } from "../../protocol/reader.ts";
import { Link } from "../../ui/Button.tsx";
import { Card, Inline } from "../../ui/Card.tsx";
import { Stamp } from "../../ui/Stamp.tsx";
import pageStyles from "../poll/PollPage.module.css";
import { PollTitle } from "../poll/PollTitle.tsx";
import { Turnout } from "../poll/Turnout.tsx";
import { type PollView, usePollView } from "../poll/usePollView.ts";
import { useVoters, type Voter } from "../poll/useVoters.ts";
import { When } from "../poll/When.tsx";
import { bestStanding, standingOf } from "../standing.ts";

type Props = {
  record: PollRecord;
  /** Name of the roll. */
  town: string | undefined;
  /** Its residents join by letter; true while that is unknown. */
  byLetter: boolean;
};

/** One poll: title, town, what I can do now, when it ends, turnout. */
export function PollCard({ record, town, byLetter }: Props) {
  const { t } = useTranslation("vote");
  const view = usePollView(record);
  const voters = useVoters(record, view.read.malformed, view.now);
  const line = voters.data && statusOf(view, voters.data);
  const id = `poll-${record.address}`;
  const act = line === "mayVote" || line === "unfinished";
  return (
    <Card labelledBy={id}>
      <Inline>
        <Stamp kind={view.stamp} />
        {town && <span>{town}</span>}
      </Inline>
      <h3 id={id}>
        <PollTitle read={view.read} className={pageStyles.title} />
      </h3>
      <When view={view} />
      {view.phase === Phase.Open && <Turnout view={view} />}
      {line && (
        <p>{line === "notOnRoll" && !byLetter ? t("byWallet.notOnList") : t(`list.status.${line}`)}</p>
      )}
      <Inline>
        <Link to={`/poll/${record.address}`} look={act ? "primary" : "quiet"}>
          {t(linkWords(view, act))}
        </Link>
      </Inline>
    </Card>
  );
}

/** The one sentence of the card about me; null where the stamp says it all. */
function statusOf(view: PollView, voters: readonly Voter[]) {
  const over = view.phase !== Phase.Open && view.phase !== Phase.Scheduled;
  if (view.read.malformed) return "malformed";
  if (view.phase === Phase.Closed) return "closed";
  if (view.phase === Phase.Void) return "void";
  if (over) return null;
  // With several people the card speaks of who still has something to do.
  const waiting = voters.filter(({ ballot }) => ballot?.status !== "counted");
  if (voters.length > 0 && waiting.length === 0) return "counted";
  if (waiting.some(({ ballot }) => ballot)) return "unfinished";
  if (voters.length === 0) return standingOf(view.record, false, undefined, view.now);
  return bestStanding(waiting.map(({ standing }) => standing));
}

function linkWords({ phase }: PollView, act: boolean): "list.vote" | "list.result" | "list.look" {
  if (act) return "list.vote";
  return phase === Phase.Tallied ? "list.result" : "list.look";
}
