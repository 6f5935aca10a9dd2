import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Address } from "viem";
import { useConfig } from "../../app/ConfigContext.tsx";
import { openedReader } from "../../app/data/useRead.ts";
import { Send } from "../../app/Send.tsx";
import { admit, MAX_ADMISSION } from "../../protocol/actions.ts";
import { Button } from "../../ui/Button.tsx";

/** Admits those who wait, oneself among them. Anyone may; it costs a network fee. */
export function Admit({ roll }: { roll: Address }) {
  const { t } = useTranslation("vote");
  const config = useConfig();
  const [asked, setAsked] = useState(false);
  if (!asked) return <Button onPress={() => setAsked(true)}>{t("admit.ask")}</Button>;
  const action = async () => {
    const { reader } = await openedReader(config);
    const members = await reader.rollMembers(roll);
    const waiting = members.filter(({ admitted }) => admitted === null).slice(0, MAX_ADMISSION);
    return admit(
      roll,
      waiting.map(({ commitment }) => commitment),
    );
  };
  return (
    <>
      <p>{t("admit.honest")}</p>
      <Send action={action}>{t("admit.send")}</Send>
    </>
  );
}
