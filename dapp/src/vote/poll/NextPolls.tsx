import { useTranslation } from "react-i18next";
import { documentOf } from "../../app/data/pollView.ts";
import { usePolls } from "../../app/data/records.ts";
import type { PollRecord } from "../../protocol/reader.ts";
import { Link } from "../../ui/Button.tsx";
import { Moment } from "../../ui/Moment.tsx";
import { stillToJoin } from "../nextPolls.ts";
import { PollTitle } from "./PollTitle.tsx";

/** For whoever came too late for a poll: the ones on the same list that are still to come. */
export function NextPolls({ poll, now }: { poll: PollRecord; now: number }) {
  const { t } = useTranslation("vote");
  const polls = usePolls();
  if (!polls.data) return null;
  const next = stillToJoin(polls.data, poll, now);
  if (next.length === 0) return <p>{t("standing.noNext")}</p>;
  return (
    <>
      <p>{t("standing.nextPolls")}</p>
      <ul>
        {next.map((each) => (
          <li key={each.address}>
            <Link to={`/poll/${each.address}`}>
              <PollTitle read={documentOf(each)} />
            </Link>
            {" – "}
            <Moment at={each.opensAt} now={now} />
          </li>
        ))}
      </ul>
    </>
  );
}
