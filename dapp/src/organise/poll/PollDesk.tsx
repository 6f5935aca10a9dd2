import { useTranslation } from "react-i18next";
import type { Address } from "viem";
import { useAccount } from "wagmi";
import { sameAddress } from "../../app/addresses.ts";
import { usePoll, useRoll } from "../../app/data/records.ts";
import { canFreeze, Phase } from "../../protocol/phase.ts";
import { type PollRecord, phaseFacts, type RollRecord } from "../../protocol/reader.ts";
import { Link } from "../../ui/Button.tsx";
import { AddressText, Card, Details, Fact, Facts, Inline, Stack } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Page } from "../../ui/Layout.tsx";
import { Moment } from "../../ui/Moment.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { Stamp } from "../../ui/Stamp.tsx";
import { Result } from "../../vote/poll/Result.tsx";
import { Turnout } from "../../vote/poll/Turnout.tsx";
import { usePollView } from "../../vote/poll/usePollView.ts";
import { usePollTitle, useRollName } from "../desk/Entries.tsx";
import organise from "../organise.module.css";
import { AdmitQueued } from "../roll/AdmitQueued.tsx";
import { CancelPoll } from "./CancelPoll.tsx";
import { FreezeRoll } from "./FreezeRoll.tsx";
import { SealedDesk } from "./SealedDesk.tsx";
import { ShareLink } from "./ShareLink.tsx";

/** One published poll, for its organiser: where it stands and what it needs. */
export function PollDesk({ address }: { address: Address }) {
  const { t } = useTranslation("common");
  const poll = usePoll(address);
  const roll = useRoll(poll.data?.roll);
  const error = poll.error ?? roll.error;
  if (error) return <ErrorNotice error={error} retry={() => void poll.refetch()} />;
  if (!poll.data || !roll.data) return <ProgressLine words={t("loading")} />;
  return <PollShown poll={poll.data} roll={roll.data} />;
}

function PollShown({ poll, roll }: { poll: PollRecord; roll: RollRecord }) {
  const { t } = useTranslation(["organise", "common"]);
  const title = usePollTitle();
  const name = useRollName();
  const { address: account } = useAccount();
  const view = usePollView(poll);
  const { phase, now, read } = view;
  const mine = sameAddress(account, roll.organiser);
  const freezing = canFreeze(phaseFacts(poll), now);
  return (
    <Page title={title(poll)} lead={<Stamp kind={view.stamp} />}>
      {read.malformed && (
        <Notice kind="trouble" title={t("poll.malformed")}>
          {t("poll.malformedWhy", { detail: read.detail })}
        </Notice>
      )}
      {poll.cancelled && (
        <Notice title={t("cancelPoll.done")}>
          {t("cancelPoll.reasonWas", { reason: poll.cancelled.reason })}
        </Notice>
      )}
      {phase === Phase.Cancelled && !poll.cancelled && (
        <Notice title={t("poll.neverFrozen")}>{t("poll.neverFrozenWhy")}</Notice>
      )}
      <div className={organise.desk}>
        <Stack>
          {freezing && (
            <Card labelledBy="freeze">
              <h2 id="freeze">{t("freeze.title")}</h2>
              <AdmitQueued roll={roll} />
              <FreezeRoll poll={poll} roll={roll} />
            </Card>
          )}
          {phase !== Phase.Cancelled && (
            <Card labelledBy="turnout">
              <h2 id="turnout">{t("poll.turnoutTitle")}</h2>
              <Turnout view={view} />
              {phase === Phase.Open && (
                <p className={organise.soft}>{t(poll.sealed ? "poll.countSealed" : "poll.countLater")}</p>
              )}
            </Card>
          )}
          {poll.sealed && phase !== Phase.Cancelled && <SealedDesk view={view} sealed={poll.sealed} />}
          {phase === Phase.Tallied && !read.malformed && (
            <Card labelledBy="result">
              <h2 id="result">{t("poll.result")}</h2>
              <Result record={poll} document={read.document} rules={read.rules} />
            </Card>
          )}
          <Card labelledBy="facts">
            <h2 id="facts">{t("poll.facts")}</h2>
            <Facts>
              <Fact name={t("review.roll")}>
                <Link to={`/organise/roll/${roll.address}`}>{name(roll)}</Link>
              </Fact>
              <Fact name={t("dates.rollCloses")}>
                <Moment at={poll.rollClosesAt} now={now} />
              </Fact>
              <Fact name={t("dates.opens")}>
                <Moment at={poll.opensAt} now={now} />
              </Fact>
              <Fact name={t("dates.closes")}>
                <Moment at={poll.closesAt} now={now} />
              </Fact>
              <Fact name={t("dates.minimumRoll")}>{poll.minimumRoll}</Fact>
            </Facts>
            <Details summary={t("common:details")}>
              <AddressText>{poll.address}</AddressText>
            </Details>
          </Card>
        </Stack>
        <Stack>
          <ShareLink poll={poll} />
          <Inline>
            <Link to={`/poll/${poll.address}`} look="quiet">
              {t("poll.asResident")}
            </Link>
            {mine && phase === Phase.Scheduled && <CancelPoll poll={poll} />}
          </Inline>
        </Stack>
      </div>
    </Page>
  );
}
