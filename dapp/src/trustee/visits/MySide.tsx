import { useTranslation } from "react-i18next";
import { useAccount } from "wagmi";
import { ConnectButton } from "../../app/wallet/ConnectButton.tsx";
import type { CommitteeRecord, TrusteeRecord } from "../../protocol/reader.ts";
import { AddressText, Card, Details, Stack } from "../../ui/Card.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { StepList } from "../../ui/StepList.tsx";
import { useCommitteeNames } from "../committeeView.ts";
import { awaited, hasDone, trusteeOf, VISITS, visitDue } from "../progress.ts";
import { VisitPanel } from "./VisitPanel.tsx";

/** Who the connected account is here, and what it has to do. */
export function MySide({ committee }: { committee: CommitteeRecord }) {
  const { t } = useTranslation("trustee");
  const { address } = useAccount();
  const me = trusteeOf(committee, address);
  if (!address) {
    return (
      <Card labelledBy="mine">
        <h2 id="mine">{t("who.title")}</h2>
        <p>{t("who.connect")}</p>
        <div>
          <ConnectButton />
        </div>
      </Card>
    );
  }
  if (!me) {
    return (
      <Card labelledBy="mine">
        <h2 id="mine">{t("who.title")}</h2>
        <Notice title={t("who.stranger")}>
          <p>{t("who.strangerNext")}</p>
          <Details summary={t("who.connected")}>
            <AddressText>{address}</AddressText>
          </Details>
        </Notice>
      </Card>
    );
  }
  return <Visits committee={committee} me={me} />;
}

function Visits({ committee, me }: { committee: CommitteeRecord; me: TrusteeRecord }) {
  const { t } = useTranslation("trustee");
  const names = useCommitteeNames(committee);
  const due = visitDue(committee);
  const mine = due !== null && !hasDone(me, due) ? due : null;
  const others = names.list(awaited(committee).map(({ trustee }) => trustee));
  const next = due === null ? undefined : VISITS[VISITS.indexOf(due) + 1];
  const steps = VISITS.map((visit) => {
    const done = hasDone(me, visit);
    const state = done ? ("done" as const) : visit === due ? ("now" as const) : ("later" as const);
    return {
      id: visit,
      title: t(`visit.${visit}.title`),
      state,
      stateWords: t(`state.${state}`),
      children: visit === mine && <VisitPanel key={me.trustee} committee={committee} me={me} visit={visit} />,
    };
  });
  return (
    <Card labelledBy="mine">
      <h2 id="mine">{t("who.you", { label: names.label(me.trustee) })}</h2>
      <Stack>
        {due === null && (
          <Notice kind="success" live title={t("ready.what")}>
            {t("ready.next")}
          </Notice>
        )}
        {due !== null && mine === null && (
          <Notice kind="success" live title={t("waiting.done")}>
            <p>{t(`waiting.${due}`, { who: others })}</p>
            <p>{t(`waiting.next.${next ?? "none"}`)}</p>
          </Notice>
        )}
        <StepList steps={steps} label={t("visit.all")} />
      </Stack>
    </Card>
  );
}
