import { useTranslation } from "react-i18next";
import { sameAddress } from "../../app/addresses.ts";
import { useNow } from "../../app/clock.ts";
import { rollName } from "../../app/data/pollView.ts";
import { usePolls } from "../../app/data/records.ts";
import { useLanguage } from "../../i18n/index.ts";
import type { MemberRecord, PollRecord, RollRecord } from "../../protocol/reader.ts";
import { Button, Link } from "../../ui/Button.tsx";
import { Card, Inline, Stack } from "../../ui/Card.tsx";
import { Moment } from "../../ui/Moment.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { Admit } from "../poll/Admit.tsx";
import { PollTitle } from "../poll/PollTitle.tsx";
import { usePollView } from "../poll/usePollView.ts";
import { standingOf } from "../standing.ts";

type Props = {
  roll: RollRecord;
  member: MemberRecord | undefined;
  onDone: () => void;
  /** Where one did not join by letter: what the button for the next person says. */
  nextWords?: string;
};

/** On the list: from when one can vote, and what is still missing. */
export function Joined({ roll, member, onDone, nextWords }: Props) {
  const { t } = useTranslation(["vote", "common"]);
  const [language] = useLanguage();
  const polls = usePolls();
  const now = useNow();
  const name = rollName(roll, language) ?? "";
  const waiting = member !== undefined && member.admitted === null;
  const mine = polls.data?.filter((poll) => {
    const standing = standingOf(poll, false, member, now);
    return (
      sameAddress(poll.roll, roll.address) && !["over", "cancelled", "removed", "tooLate"].includes(standing)
    );
  });
  const missed = polls.data?.some(
    (poll) => sameAddress(poll.roll, roll.address) && standingOf(poll, false, member, now) === "tooLate",
  );
  return (
    <Stack>
      <Notice
        kind={waiting ? "info" : "success"}
        live
        title={t(waiting ? "joined.waiting" : "joined.what", { name })}
      >
        <p>{t(nextWords ? "byWallet.keep" : "joined.next")}</p>
        {waiting && (
          <>
            <p>{t("joined.waitingWhy")}</p>
            <Admit roll={roll.address} />
          </>
        )}
      </Notice>
      <Card>
        <h2>{t(waiting ? "joined.pollsLater" : "joined.polls")}</h2>
        {polls.isLoading && <ProgressLine words={t("common:loading")} />}
        {mine?.map((poll) => (
          <PollLine key={poll.address} poll={poll} />
        ))}
        {mine?.length === 0 && <p>{t("joined.noPolls")}</p>}
        {missed && <p>{t("joined.missed")}</p>}
      </Card>
      <Inline>
        <Link to="/" look="primary">
          {t("joined.list")}
        </Link>
        <Button onPress={onDone}>{nextWords ?? t("join.other")}</Button>
      </Inline>
    </Stack>
  );
}

function PollLine({ poll }: { poll: PollRecord }) {
  const { t } = useTranslation("vote");
  const view = usePollView(poll);
  const open = view.now >= poll.opensAt;
  return (
    <p>
      <Link to={`/poll/${poll.address}`}>
        <PollTitle read={view.read} />
      </Link>
      {" – "}
      {t(open ? "joined.until" : "joined.from")}{" "}
      <Moment at={open ? poll.closesAt : poll.opensAt} now={view.now} />
    </p>
  );
}
