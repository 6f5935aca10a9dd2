import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import { Send } from "../../app/Send.tsx";
import type { AnyAction } from "../../app/wallet/useSend.ts";
import { Stack } from "../../ui/Card.tsx";

/** What every way of bringing something to the chain is given. */
export interface WayProps {
  /** What travels. */
  cargo: "ballot" | "enrolment";
  /** What the button says. */
  label: string;
  /** Makes the call; awaited before its first byte leaves the device. */
  action: () => Promise<AnyAction>;
  /** The chain took it. */
  onAccepted: (transaction: `0x${string}`) => void;
}

/** A way to the chain: who carries and who pays. `id` names its sentence in vote.json. */
export interface Way {
  id: string;
  Panel: ComponentType<WayProps>;
}

/** From a wallet on this device: its account pays, and stands beside what it sends. */
function WalletPanel({ label, action, onAccepted }: WayProps) {
  return (
    <Send wide action={action} onDone={({ receipt }) => onAccepted(receipt.transactionHash)}>
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
