import { useTranslation } from "react-i18next";
import { explain } from "../app/explain.ts";
import { Button } from "./Button.tsx";
import { Details } from "./Card.tsx";
import { Notice } from "./Notice.tsx";

type Props = {
  error: unknown;
  /** Offered as a button where trying again can help. */
  retry?: (() => void) | undefined;
};

/** What went wrong in a person's words, what to do next, and the machine's words behind "details". */
export function ErrorNotice({ error, retry }: Props) {
  const { t } = useTranslation(["errors", "common"]);
  const { name, facts, words } = explain(error);
  return (
    <Notice kind="trouble" live title={t(`errors:${name}.what`, facts)}>
      <p>{t(`errors:${name}.next`, facts)}</p>
      {retry && (
        <Button look="quiet" onPress={retry}>
          {t("common:again")}
        </Button>
      )}
      {words && (
        <Details summary={t("common:details")}>
          <p>{words}</p>
        </Details>
      )}
    </Notice>
  );
}
