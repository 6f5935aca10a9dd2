import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useAccount } from "wagmi";
import { Button, type ButtonLook } from "../../ui/Button.tsx";
import { Stack } from "../../ui/Card.tsx";
import { ConnectButton } from "./ConnectButton.tsx";
import { isSending, type Preparing, SendStatus } from "./SendStatus.tsx";
import { type AnyAction, type Handover, type Sent, useSend } from "./useSend.ts";

export type SendButtonProps = Handover & {
  /** The action, or how to make it when pressed. */
  action: AnyAction | (() => Promise<AnyAction>);
  onDone?: (sent: Sent) => void;
  /** Told in place of the usual words while the action is made. */
  preparing?: Preparing | undefined;
  look?: ButtonLook;
  isDisabled?: boolean;
  wide?: boolean;
  children: ReactNode;
};

/** A button that sends one action: asks for a wallet where there is none, then shows each step truthfully. */
export function SendButton({
  action,
  onDone,
  onHandOver,
  onRefused,
  preparing,
  look = "primary",
  isDisabled = false,
  wide = false,
  children,
}: SendButtonProps) {
  const { t } = useTranslation();
  const { isConnected } = useAccount();
  const { state, send } = useSend();
  const press = async () => {
    const sent = await send(action, { onHandOver, onRefused });
    if (sent) onDone?.(sent);
  };
  if (!isConnected) {
    return (
      <Stack tight>
        <p>{t("wallet.needed")}</p>
        <ConnectButton />
      </Stack>
    );
  }
  return (
    <Stack tight>
      <div>
        <Button
          look={look}
          wide={wide}
          isDisabled={isDisabled || isSending(state)}
          onPress={() => void press()}
        >
          {children}
        </Button>
      </div>
      <SendStatus state={state} preparing={preparing} />
    </Stack>
  );
}
