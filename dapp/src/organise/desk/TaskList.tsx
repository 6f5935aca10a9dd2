import { useTranslation } from "react-i18next";
import { Link } from "../../ui/Button.tsx";
import styles from "../organise.module.css";
import { CommitteeTitle, usePollTitle, useRollName } from "./Entries.tsx";
import type { Task } from "./tasks.ts";

/** Where a task is done. */
const placeOf = (task: Task): string => {
  switch (task.kind) {
    case "freeze":
    case "openResult":
    case "openOwn":
    case "count":
      return `/organise/poll/${task.poll.address}`;
    case "trustees":
      return `/organise/committee/${task.committee.address}`;
    case "firstPoll":
      return `/organise/poll/new/${task.roll.address}`;
    default:
      return `/organise/roll/${task.roll.address}`;
  }
};

export function TaskList({ tasks }: { tasks: readonly Task[] }) {
  const { t } = useTranslation("organise");
  const title = usePollTitle();
  const name = useRollName();
  if (tasks.length === 0) return <p>{t("desk.nothing")}</p>;
  return (
    <ul className={styles.list}>
      {tasks.map((task) => {
        const count = "count" in task ? task.count : "missing" in task ? task.missing : 0;
        return (
          <li key={`${task.kind} ${placeOf(task)}`} className={`${styles.entry} ${styles.task}`}>
            <p>{t(`task.${task.kind}.what`, { count })}</p>
            <p className={styles.soft}>
              {"poll" in task ? (
                title(task.poll)
              ) : "roll" in task ? (
                name(task.roll)
              ) : (
                <CommitteeTitle committee={task.committee} />
              )}
            </p>
            <p>
              <Link to={placeOf(task)} look="quiet">
                {t(`task.${task.kind}.do`)}
              </Link>
            </p>
          </li>
        );
      })}
    </ul>
  );
}
