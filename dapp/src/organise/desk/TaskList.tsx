import { useTranslation } from "react-i18next";
import { Link } from "../../ui/Button.tsx";
import styles from "../organise.module.css";
import { usePollTitle, useRollName } from "./Entries.tsx";
import type { Task } from "./tasks.ts";

/** Where a task is done. */
const placeOf = (task: Task): string => {
  switch (task.kind) {
    case "freeze":
      return `/organise/poll/${task.poll.address}`;
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
        const count = task.kind === "admit" ? task.count : task.kind === "tooFew" ? task.missing : 0;
        const about = "poll" in task ? title(task.poll) : name(task.roll);
        return (
          <li key={`${task.kind} ${placeOf(task)} ${about}`} className={`${styles.entry} ${styles.task}`}>
            <p>{t(`task.${task.kind}.what`, { count })}</p>
            <p className={styles.soft}>{about}</p>
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
