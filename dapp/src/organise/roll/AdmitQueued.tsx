import { useTranslation } from "react-i18next";
import { useConfig } from "../../app/ConfigContext.tsx";
import { openedReader } from "../../app/data/useRead.ts";
import { SendButton } from "../../app/wallet/SendButton.tsx";
import { admit, MAX_ADMISSION } from "../../protocol/actions.ts";
import type { RollRecord } from "../../protocol/reader.ts";
import { Notice } from "../../ui/Notice.tsx";

/** "Admit 12 residents": moves those who joined into the group, in order; nothing where nobody waits. */
export function AdmitQueued({ roll }: { roll: RollRecord }) {
  const { t } = useTranslation("organise");
  const config = useConfig();
  const waiting = roll.joined - roll.admitted;
  if (waiting === 0) return null;
  const count = Math.min(waiting, MAX_ADMISSION);
  const action = async () => {
    const { reader } = await openedReader(config);
    const queued = (await reader.rollMembers(roll.address)).filter(({ admitted }) => admitted === null);
    return admit(
      roll.address,
      queued.slice(0, MAX_ADMISSION).map(({ commitment }) => commitment),
    );
  };
  return (
    <Notice title={t("admit.waiting", { count: waiting })}>
      <p>{t("admit.why")}</p>
      {waiting > count && <p>{t("admit.parts", { count: MAX_ADMISSION })}</p>}
      <SendButton action={action}>{t("admit.do", { count })}</SendButton>
    </Notice>
  );
}
