import { useTranslation } from "react-i18next";
import type { Address } from "viem";
import { useConfig } from "../../app/ConfigContext.tsx";
import { SendButton } from "../../app/wallet/SendButton.tsx";
import { BackupDesk } from "../../trustee/visits/BackupDesk.tsx";
import { VisitButton } from "../../trustee/visits/VisitPanel.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { StepList } from "../../ui/StepList.tsx";
import { SOLE_STEPS, type SoleStep } from "./soleKey.ts";
import { createSole, drawSoleKey, useSoleKey } from "./useSoleKey.ts";

/** Makes the key that this device keeps alone: numbered steps that go on where they stopped. */
export function SoleKeySteps({ account }: { account: Address }) {
  const { t } = useTranslation(["organise", "trustee", "common"]);
  const { key, step, error } = useSoleKey(account);
  if (error) return <ErrorNotice error={error} />;
  if (key === undefined || step === undefined) return <ProgressLine words={t("common:loading")} />;
  if (step === null) {
    return (
      <Notice kind="success" live title={t("sole.ready")}>
        {t("sole.readyNext")}
      </Notice>
    );
  }
  const at = SOLE_STEPS.indexOf(step);
  const steps = SOLE_STEPS.map((each, place) => {
    const state = place < at ? ("done" as const) : place === at ? ("now" as const) : ("later" as const);
    return {
      id: each,
      title: t(`sole.step.${each}`),
      state,
      stateWords: t(`trustee:state.${state}`),
      children: each === step && <SoleStepPanel step={step} account={account} soleKey={key} />,
    };
  });
  return (
    <>
      <p>{t("sole.how")}</p>
      <SoleWarning />
      <StepList steps={steps} label={t("sole.title")} />
    </>
  );
}

/** What one key means for residents and for the result; said wherever one is chosen or made. */
export function SoleWarning() {
  const { t } = useTranslation("organise");
  return (
    <Notice kind="trouble" title={t("keyholder.alone.warning")}>
      <p>{t("keyholder.alone.power")}</p>
      <p>{t("keyholder.alone.loss")}</p>
    </Notice>
  );
}

type PanelProps = {
  step: SoleStep;
  account: Address;
  soleKey: ReturnType<typeof useSoleKey>["key"] | null;
};

function SoleStepPanel({ step, account, soleKey }: PanelProps) {
  const { t } = useTranslation("organise");
  const config = useConfig();
  if (step === "backup" || !soleKey) {
    const row = soleKey?.row;
    return <BackupDesk fresh={!row} secretRow={async () => row ?? (await drawSoleKey(config, account))} />;
  }
  const { row, committee } = soleKey;
  if (step === "create" || !committee) {
    return <SendButton action={async () => createSole(config.leVote, row)}>{t("sole.sign")}</SendButton>;
  }
  return <VisitButton key={step} committee={committee} row={row} visit={step} words={t("sole.sign")} />;
}
