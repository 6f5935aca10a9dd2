import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SendButton } from "../../app/wallet/SendButton.tsx";
import { cancelPoll } from "../../protocol/actions.ts";
import type { PollRecord } from "../../protocol/reader.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog, DialogButtons } from "../../ui/Dialog.tsx";
import { TextArea } from "../../ui/Field.tsx";

/** Cancels before opening; everyone will read the reason. */
export function CancelPoll({ poll }: { poll: PollRecord }) {
  const { t } = useTranslation("organise");
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  return (
    <>
      <Button look="plain" onPress={() => setOpen(true)}>
        {t("cancelPoll.ask")}
      </Button>
      <Dialog title={t("cancelPoll.title")} isOpen={open} onClose={() => setOpen(false)}>
        <p>{t("cancelPoll.what")}</p>
        <TextArea
          label={t("cancelPoll.reason")}
          hint={t("cancelPoll.reasonHint")}
          value={reason}
          onChange={setReason}
          rows={3}
        />
        <DialogButtons>
          <Button onPress={() => setOpen(false)}>{t("cancelPoll.keep")}</Button>
          <SendButton
            look="danger"
            action={cancelPoll(poll.address, reason.trim())}
            isDisabled={reason.trim() === ""}
            onDone={() => setOpen(false)}
          >
            {t("cancelPoll.do")}
          </SendButton>
        </DialogButtons>
      </Dialog>
    </>
  );
}
