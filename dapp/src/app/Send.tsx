import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { ProgressLine } from "../ui/ProgressLine.tsx";
import type { StandaloneSendProps } from "./wallet/StandaloneSend.tsx";

const StandaloneSend = lazy(() => import("./wallet/StandaloneSend.tsx"));

/** A send button for pages without wallets: viem, wagmi and RainbowKit are loaded when it is first shown. */
export function Send(props: StandaloneSendProps) {
  const { t } = useTranslation();
  return (
    <Suspense fallback={<ProgressLine words={t("loading")} />}>
      <StandaloneSend {...props} />
    </Suspense>
  );
}
