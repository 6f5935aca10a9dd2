import { useTranslation } from "react-i18next";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import type { SendState } from "./useSend.ts";

/** What is told while an action is still being made, where that takes longer than trying it. */
export type Preparing = { words: string; value?: number | undefined };

type Props = { state: SendState; retry?: () => void; preparing?: Preparing | undefined };

/** Says in words where a sending stands; nothing while idle or done. */
export function SendStatus({ state, retry, preparing }: Props) {
  const { t } = useTranslation();
  switch (state.step) {
    case "idle":
    case "done":
      return null;
    case "failed":
      return <ErrorNotice error={state.error} retry={retry} />;
    case "preparing":
      return <ProgressLine {...(preparing ?? { words: t("send.preparing") })} />;
    default:
      return <ProgressLine words={t(`send.${state.step}`)} />;
  }
}

export const isSending = ({ step }: SendState) => step !== "idle" && step !== "done" && step !== "failed";
