import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import type { Address } from "viem";
import { Send } from "../../app/Send.tsx";
import type { AnyAction, Handover, Sent } from "../../app/wallet/useSend.ts";
import { Stack } from "../../ui/Card.tsx";
import { Notice } from "../../ui/Notice.tsx";

/** What every way of bringing something to the chain is given. */
export interface WayProps extends Handover {
  /** What travels. */
  cargo: "ballot" | "enrolment";
  /** What the button says. */
  label: string;
  /** The account that put this identity on the roll, where the device knows it: one that a ballot must not come from. */
  enrolledFrom?: Address | undefined;
  /** Makes the call; awaited before its first byte leaves the device. */
  action: () => Promise<AnyAction>;
  /** The chain took it. */
  onAccepted: (receipt: Sent["receipt"]) => void;
}

/** A way to the chain: who carries and who pays. `id` names its sentence in vote.json. */
export interface Way {
  id: string;
  Panel: ComponentType<WayProps>;
}

/** From a wallet on this device: its account pays, and stands beside what it sends. */
function WalletPanel({ cargo, label, action, enrolledFrom, onAccepted, onHandOver, onRefused }: WayProps) {
  const { t } = useTranslation("vote");
  const warning = (
    <Notice kind="trouble" title={t("way.linked.what")}>
      {t("way.linked.next")}
    </Notice>
  );
  return (
    <Send
      wide
      action={action}
      avoid={cargo === "ballot" && enrolledFrom ? { account: enrolledFrom, warning } : undefined}
      onHandOver={onHandOver}
      onRefused={onRefused}
      onDone={({ receipt }) => onAccepted(receipt)}
    >
      {label}
    </Send>
  );
}

/** In the order they are offered. */
export const WAYS: readonly Way[] = [{ id: "wallet", Panel: WalletPanel }];

/** Every way there is, each with one true sentence about it. */
export function Ways(props: WayProps) {
  const { t } = useTranslation("vote");
  return (
    <Stack>
      {WAYS.map(({ id, Panel }) => (
        <Stack key={id} tight>
          <p>{t(`way.${id}.${props.cargo}`)}</p>
          <Panel {...props} />
        </Stack>
      ))}
    </Stack>
  );
}
