import { useTranslation } from "react-i18next";
import { linkTo } from "../../app/linkTo.ts";
import type { PollRecord } from "../../protocol/reader.ts";
import { Card } from "../../ui/Card.tsx";
import { CopyField } from "../../ui/CopyField.tsx";

/** The address to hand on to residents. */
export function ShareLink({ poll }: { poll: PollRecord }) {
  const { t } = useTranslation("organise");
  return (
    <Card>
      <CopyField label={t("share.label")} hint={t("share.hint")} value={linkTo(`/poll/${poll.address}`)} />
    </Card>
  );
}
