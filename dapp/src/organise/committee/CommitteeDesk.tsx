import { useTranslation } from "react-i18next";
import type { Address } from "viem";
import { useCommittee } from "../../app/data/records.ts";
import { linkTo } from "../../app/linkTo.ts";
import type { CommitteeRecord } from "../../protocol/reader.ts";
import { useCommitteeNames } from "../../trustee/committeeView.ts";
import { trusteeRoute } from "../../trustee/place.ts";
import { awaited, isReady, isSole, VISITS, visitDue } from "../../trustee/progress.ts";
import { PollsToOpen } from "../../trustee/share/PollsToOpen.tsx";
import { TrusteeTable } from "../../trustee/TrusteeTable.tsx";
import { Link } from "../../ui/Button.tsx";
import { AddressText, Card, Details, Fact, Facts, Stack } from "../../ui/Card.tsx";
import { CopyField } from "../../ui/CopyField.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Page } from "../../ui/Layout.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import organise from "../organise.module.css";
import { useThresholdWords } from "./useThresholdWords.ts";

/** One group of trustees, for its organiser: what is missing, and what to send to whom. */
export function CommitteeDesk({ address }: { address: Address }) {
  const { t } = useTranslation("common");
  const { data, error, refetch } = useCommittee(address);
  if (error) return <ErrorNotice error={error} retry={() => void refetch()} />;
  if (!data) return <ProgressLine words={t("loading")} />;
  return <CommitteeShown committee={data} />;
}

function CommitteeShown({ committee }: { committee: CommitteeRecord }) {
  const { t } = useTranslation(["organise", "common"]);
  const names = useCommitteeNames(committee);
  const words = useThresholdWords();
  const { threshold, trustees } = committee;
  return (
    <Page title={names.title} lead={<p>{words(threshold, trustees.length)}</p>}>
      <div className={organise.desk}>
        <Stack>
          {isReady(committee) && (
            <Notice kind="success" title={t("committee.ready.what")}>
              {t(isSole(committee) ? "committee.ready.sole" : "committee.ready.next")}
            </Notice>
          )}
          <Card labelledBy="progress">
            <h2 id="progress">{t("committee.progress")}</h2>
            <TrusteeTable committee={committee} />
          </Card>
          <PollsToOpen committee={committee} />
          <Details summary={t("common:details")}>
            <Facts>
              <Fact name={t("committee.address")}>
                <AddressText>{committee.address}</AddressText>
              </Fact>
              {trustees.map(({ trustee, account }) => (
                <Fact key={trustee} name={names.label(trustee)}>
                  <AddressText>{account}</AddressText>
                </Fact>
              ))}
            </Facts>
          </Details>
        </Stack>
        <LinkCard committee={committee} />
      </div>
    </Page>
  );
}

/** The trustees' link, and while somebody is missing a message that says what they have to do. */
function LinkCard({ committee }: { committee: CommitteeRecord }) {
  const { t } = useTranslation("organise");
  const names = useCommitteeNames(committee);
  const link = linkTo(trusteeRoute(committee.address));
  const due = visitDue(committee);
  const who = names.list(awaited(committee).map(({ trustee }) => trustee));
  return (
    <Card labelledBy="send-on">
      <h2 id="send-on">{t("committee.sendOn")}</h2>
      <CopyField
        label={t("committee.link")}
        hint={t("committee.linkHint")}
        value={link}
        name={t("committee.link")}
      />
      {due !== null && (
        <CopyField
          label={t("committee.reminder.label")}
          hint={t("committee.reminder.to", { who })}
          rows={11}
          name={t("committee.reminder.label")}
          value={t(`committee.reminder.${due}`, {
            title: names.title,
            visit: VISITS.indexOf(due) + 1,
            link,
          })}
        />
      )}
      <p>
        <Link to={trusteeRoute(committee.address)}>{t("committee.asTrustee")}</Link>
      </p>
    </Card>
  );
}
