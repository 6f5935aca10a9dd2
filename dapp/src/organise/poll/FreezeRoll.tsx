import { useTranslation } from "react-i18next";
import { useConfig } from "../../app/ConfigContext.tsx";
import { openedReader } from "../../app/data/useRead.ts";
import { startRollWorker } from "../../app/rollWorker.ts";
import { SendButton } from "../../app/wallet/SendButton.tsx";
import { freezePoll } from "../../protocol/actions.ts";
import type { PollRecord, RollRecord } from "../../protocol/reader.ts";
import { Notice } from "../../ui/Notice.tsx";

type Props = { poll: PollRecord; roll: RollRecord };

/** Fixes who may vote, once those who wait are admitted and enough are on the roll. */
export function FreezeRoll({ poll, roll }: Props) {
  const { t } = useTranslation("organise");
  const config = useConfig();
  const waiting = (poll.rollMark ?? roll.joined) > roll.admitted;
  const tooFew = roll.liveMembers < poll.minimumRoll;
  if (waiting) return <p>{t("freeze.admitFirst")}</p>;
  if (tooFew) {
    return (
      <Notice kind="trouble" title={t("freeze.tooFew", { count: roll.liveMembers })}>
        {t("freeze.tooFewWhy", { count: poll.minimumRoll })}
      </Notice>
    );
  }
  const action = async () => {
    const [{ reader }, { freezeWitnessIn }] = await Promise.all([
      openedReader(config),
      import("../../protocol/rollClient.ts"),
    ]);
    const leaves = await reader.rollLeaves(roll.address);
    return freezePoll(poll.address, await freezeWitnessIn({ start: startRollWorker }, leaves));
  };
  return (
    <>
      <p>{t("freeze.why", { count: roll.liveMembers })}</p>
      <SendButton action={action}>{t("freeze.do")}</SendButton>
    </>
  );
}
