import { useTranslation } from "react-i18next";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import type { SendState } from "./useSend.ts";

/** Says in words where a sending stands; nothing while idle or done. */
export function SendStatus({ state, retry }: { state: SendState; retry?: () => void }) {
  const { t } = useTranslation();
  switch (state.step) {
    case "idle":
    case "done":
      return null;
    case "failed":
      return <ErrorNotice error={state.error} retry={retry} />;
    default:
      return <ProgressLine words={t(`send.${state.step}`)} />;
  }
}

export const isSending = ({ step }: SendState) => step !== "idle" && step !== "done" && step !== "failed";
