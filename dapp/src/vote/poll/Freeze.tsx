import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useConfig } from "../../app/ConfigContext.tsx";
import { openedReader } from "../../app/data/useRead.ts";
import { startRollWorker } from "../../app/rollWorker.ts";
import { Send } from "../../app/Send.tsx";
import { freezePoll } from "../../protocol/actions.ts";
import type { PollRecord } from "../../protocol/reader.ts";
import { Button } from "../../ui/Button.tsx";

/** Fixes who may vote in an open poll. Anyone may; it costs a network fee. */
export function Freeze({ poll }: { poll: PollRecord }) {
  const { t } = useTranslation("vote");
  const config = useConfig();
  const [asked, setAsked] = useState(false);
  if (!asked) return <Button onPress={() => setAsked(true)}>{t("freeze.ask")}</Button>;
  const action = async () => {
    const [{ reader }, { freezeWitnessIn }] = await Promise.all([
      openedReader(config),
      import("../../protocol/rollClient.ts"),
    ]);
    const leaves = await reader.rollLeaves(poll.roll);
    return freezePoll(poll.address, await freezeWitnessIn({ start: startRollWorker }, leaves));
  };
  return (
    <>
      <p>{t("freeze.honest")}</p>
      <Send action={action}>{t("freeze.send")}</Send>
    </>
  );
}
