import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useConfig } from "../../app/ConfigContext.tsx";
import { openedReader } from "../../app/data/useRead.ts";
import { AppError } from "../../app/errors.ts";
import { SendButton } from "../../app/wallet/SendButton.tsx";
import { openBatch } from "../../protocol/actions.ts";
import type { InvitationBatch } from "../../protocol/invitations.ts";
import type { RollRecord } from "../../protocol/reader.ts";
import { Button } from "../../ui/Button.tsx";
import { Inline, Stack } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { TextField } from "../../ui/Field.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { InvitationSheet } from "./InvitationSheet.tsx";
import { useInvitationMaker } from "./useInvitationMaker.ts";
import { useLeaveGuard } from "./useLeaveGuard.ts";

/** Most invitations in one batch: the contract's limit. */
const MOST = 1_000;

/** Makes invitations on this device, opens their batch, then shows the codes, once. */
export function MakeInvitations({ roll, onLeave }: { roll: RollRecord; onLeave: () => void }) {
  const { t } = useTranslation(["organise", "common"]);
  const config = useConfig();
  const [typed, setTyped] = useState("20");
  const [opened, setOpened] = useState(false);
  const [saved, setSaved] = useState(false);
  const { state, make } = useInvitationMaker();
  useLeaveGuard(state.step === "made" && !saved);

  const size = Number(typed);
  const wrong = !Number.isInteger(size) || size < 1 || size > MOST;

  const start = async () => {
    const { reader } = await openedReader(config);
    const batch = (await reader.batches(roll.address)).length;
    make({ place: { chainId: config.chainId, roll: roll.address, batch }, size });
  };
  const action = async ({ invitations, leaves }: InvitationBatch) => {
    // The keys are bound to the number of their batch: had another been opened since, no letter would work.
    const { reader } = await openedReader(config);
    const next = (await reader.batches(roll.address)).length;
    if (invitations[0]?.place.batch !== next) throw new AppError("InvitationsOutdated");
    return openBatch(roll.address, leaves);
  };

  if (state.step === "made" && opened) {
    return (
      <Stack>
        <Notice kind="success" live title={t("invite.opened")}>
          {t("invite.once")}
        </Notice>
        <InvitationSheet roll={roll} batch={state.batch} onSaved={() => setSaved(true)} />
        <Inline>
          <Button isDisabled={!saved} onPress={onLeave}>
            {t("invite.leave")}
          </Button>
          {!saved && <span>{t("invite.saveFirst")}</span>}
        </Inline>
      </Stack>
    );
  }
  if (state.step === "made") {
    return (
      <Stack>
        <p>{t("invite.made", { count: state.batch.invitations.length })}</p>
        <SendButton action={() => action(state.batch)} onDone={() => setOpened(true)}>
          {t("invite.send")}
        </SendButton>
      </Stack>
    );
  }
  if (state.step === "making") {
    return (
      <ProgressLine
        words={t("invite.making", { done: state.done, count: state.size })}
        value={state.done / state.size}
      />
    );
  }
  return (
    <Stack>
      <p>{t("invite.how")}</p>
      <TextField
        label={t("invite.count")}
        hint={t("invite.countHint", { most: MOST })}
        value={typed}
        onChange={setTyped}
        inputMode="numeric"
        error={wrong ? t("invite.countWrong", { most: MOST }) : undefined}
      />
      {state.step === "failed" && <ErrorNotice error={state.error} />}
      <Inline>
        <Button look="primary" isDisabled={wrong} onPress={() => void start()}>
          {t("invite.start")}
        </Button>
        <Button look="plain" onPress={onLeave}>
          {t("common:cancel")}
        </Button>
      </Inline>
    </Stack>
  );
}
