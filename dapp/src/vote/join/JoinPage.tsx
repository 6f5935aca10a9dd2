import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { Address } from "viem";
import { useLocation } from "wouter";
import { onArrival } from "../../app/arrival.ts";
import { useConfig } from "../../app/ConfigContext.tsx";
import { useRoll } from "../../app/data/records.ts";
import { AppError } from "../../app/errors.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Page } from "../../ui/Layout.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { forgetInvitation, keepInvitation, openInvitation } from "../device/invitation.ts";
import { onChange } from "../device/tabs.ts";
import { CodeForm } from "./CodeForm.tsx";
import { JoinByWallet } from "./JoinByWallet.tsx";
import { JoinWith } from "./JoinWith.tsx";

type Props = {
  /** The roll that a link named. */
  roll?: string;
};

const isAddress = (text: string | undefined): text is Address => /^0x[0-9a-fA-F]{40}$/.test(text ?? "");

/** `#/join` and `#/join/:roll`: by letter, or from a wallet where the roll is one without letters. */
export default function JoinPage({ roll }: Props) {
  const { t } = useTranslation(["vote", "common"]);
  const named = useRoll(isAddress(roll) ? roll : undefined);
  if (isAddress(roll) && named.data?.kind !== "invitation") {
    return (
      <Page narrow title={t("join.title")}>
        {named.error && <ErrorNotice error={named.error} retry={() => void named.refetch()} />}
        {named.isLoading && <ProgressLine words={t("common:loading")} />}
        {named.data && <JoinByWallet roll={named.data} />}
      </Page>
    );
  }
  return <JoinByLetter roll={roll} />;
}

/** Goes on with the invitation that was opened, or asks for letter number and code. */
function JoinByLetter({ roll }: { roll: string | undefined }) {
  const { t } = useTranslation(["vote", "common"]);
  const { chainId } = useConfig();
  const [, navigate] = useLocation();
  const kept = useQuery({
    queryKey: ["device", chainId, "invitation"],
    queryFn: openInvitation,
    networkMode: "always",
    retry: false,
  });
  const { refetch } = kept;
  useEffect(() => {
    const again = () => void refetch();
    const stops = [onChange(again), onArrival(again)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [refetch]);
  const unreadable = kept.data === "unreadable";

  return (
    <Page narrow title={t("join.title")}>
      {unreadable && (
        <Notice kind="trouble" title={t("join.unreadable")}>
          {t("join.unreadableNext")}
        </Notice>
      )}
      {kept.error && <ErrorNotice error={new AppError("StorageUnavailable", {}, { cause: kept.error })} />}
      {kept.isLoading && <ProgressLine words={t("common:loading")} />}
      {kept.data && kept.data !== "unreadable" && (
        <JoinWith invitation={kept.data} onOther={() => void forgetInvitation()} />
      )}
      {kept.isFetched && (unreadable || !kept.data) && (
        <CodeForm
          linked={roll}
          onInvitation={(invitation) => {
            void keepInvitation(invitation);
            navigate("/join", { replace: true });
          }}
        />
      )}
    </Page>
  );
}
