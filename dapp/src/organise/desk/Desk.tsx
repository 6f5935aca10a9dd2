import { useTranslation } from "react-i18next";
import { useNow } from "../../app/clock.ts";
import { ConnectButton } from "../../app/wallet/ConnectButton.tsx";
import { Link } from "../../ui/Button.tsx";
import { Stack } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Page } from "../../ui/Layout.tsx";
import { Empty } from "../../ui/Notice.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import styles from "../organise.module.css";
import { useMine } from "../useMine.ts";
import { CommitteeEntry, PollEntry, RollEntry } from "./Entries.tsx";
import { TaskList } from "./TaskList.tsx";
import { tasksOf } from "./tasks.ts";

/** The organiser's desk: left what there is, right what needs doing. */
export function Desk() {
  const { t } = useTranslation(["organise", "common"]);
  const now = useNow();
  const { account, rolls, polls, committees, error, retry } = useMine();
  if (!account) {
    return (
      <Page title={t("desk.title")} narrow>
        <Empty title={t("desk.connect.title")}>
          <p>{t("desk.connect.why")}</p>
          <ConnectButton />
        </Empty>
      </Page>
    );
  }
  if (error) return <ErrorNotice error={error} retry={() => void retry()} />;
  if (!rolls || !polls || !committees) return <ProgressLine words={t("common:loading")} />;
  if (rolls.length === 0) {
    return (
      <Page title={t("desk.title")} narrow>
        <Empty title={t("desk.empty.title")}>
          <p>{t("desk.empty.why")}</p>
          <Link to="/organise/roll/new" look="primary">
            {t("roll.new.open")}
          </Link>
        </Empty>
      </Page>
    );
  }
  return (
    <Page title={t("desk.title")}>
      <div className={styles.desk}>
        <Stack>
          <section aria-labelledby="my-polls">
            <Stack>
              <h2 id="my-polls">{t("desk.polls")}</h2>
              {polls.length === 0 && <p>{t("desk.noPolls")}</p>}
              <ul className={styles.list}>
                {polls.map((poll) => (
                  <PollEntry key={poll.address} poll={poll} now={now} />
                ))}
              </ul>
            </Stack>
          </section>
          <section aria-labelledby="my-rolls">
            <Stack>
              <h2 id="my-rolls">{t("desk.rolls")}</h2>
              <ul className={styles.list}>
                {rolls.map((roll) => (
                  <RollEntry key={roll.address} roll={roll} />
                ))}
              </ul>
              <p>
                <Link to="/organise/roll/new" look="quiet">
                  {t("roll.new.another")}
                </Link>
              </p>
            </Stack>
          </section>
          <section aria-labelledby="my-trustees">
            <Stack>
              <h2 id="my-trustees">{t("desk.trustees")}</h2>
              {committees.length === 0 && <p>{t("desk.noTrustees")}</p>}
              <ul className={styles.list}>
                {committees.map((committee) => (
                  <CommitteeEntry key={committee.address} committee={committee} />
                ))}
              </ul>
              <p>
                <Link to="/organise/committee/new" look="quiet">
                  {t("committee.new.open")}
                </Link>
              </p>
            </Stack>
          </section>
        </Stack>
        <section aria-labelledby="todo" className={styles.todo}>
          <Stack>
            <h2 id="todo">{t("desk.todo")}</h2>
            <TaskList tasks={tasksOf(rolls, polls, committees, now)} />
          </Stack>
        </section>
      </div>
    </Page>
  );
}
