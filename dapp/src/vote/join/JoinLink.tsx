import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { readCode } from "../../protocol/invitationCode.ts";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { keepInvitation, type OpenInvitation } from "../device/invitation.ts";

type Props = { roll: string; batch: string; index: string; code: string };

/** @returns null when the link was cut or mistyped. */
function invitationOf({ roll, batch, index, code }: Props): OpenInvitation | null {
  const read = readCode(code);
  const isPlace = /^0x[0-9a-fA-F]{40}$/.test(roll) && /^\d{1,9}$/.test(batch) && /^\d{1,9}$/.test(index);
  if (!read || !isPlace) return null;
  return { roll: roll as `0x${string}`, batch: Number(batch), index: Number(index), code: read };
}

/** `#/join/:roll/:batch/:index/:code`: takes the secret out of the address bar and the history before anything else. */
export function JoinLink(props: Props) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const invitation = invitationOf(props);
  useEffect(() => {
    navigate(invitation ? "/join" : "/join/unreadable", { replace: true });
    // Memory has it at once; what the store cannot keep, only a reload loses.
    if (invitation) void keepInvitation(invitation);
  });
  return <ProgressLine words={t("loading")} />;
}
