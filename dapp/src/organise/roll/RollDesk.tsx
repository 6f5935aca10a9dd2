import { useTranslation } from "react-i18next";
import type { Address } from "viem";
import { useAccount } from "wagmi";
import { sameAddress } from "../../app/addresses.ts";
import { useNow } from "../../app/clock.ts";
import { usePolls, useRoll } from "../../app/data/records.ts";
import type { RollRecord } from "../../protocol/reader.ts";
import { Link } from "../../ui/Button.tsx";
import { AddressText, Card, Details, Fact, Facts, Stack } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Page } from "../../ui/Layout.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { PollEntry, useRollName } from "../desk/Entries.tsx";
import styles from "../organise.module.css";
import { AdmitQueued } from "./AdmitQueued.tsx";
import { Batches } from "./Batches.tsx";

/** One roll: who joined, who waits, its invitations and its polls. */
export function RollDesk({ address }: { address: Address }) {
  const { t } = useTranslation("common");
  const { data: roll, error, refetch } = useRoll(address);
  if (error) return <ErrorNotice error={error} retry={() => void refetch()} />;
  if (!roll) return <ProgressLine words={t("loading")} />;
  return <RollShown roll={roll} />;
}

function RollShown({ roll }: { roll: RollRecord }) {
  const { t, i18n } = useTranslation(["organise", "common"]);
  const name = useRollName();
  const now = useNow();
  const { address: account } = useAccount();
  const { data: polls } = usePolls();
  const mine = sameAddress(account, roll.organiser);
  const here = polls?.filter((poll) => sameAddress(poll.roll, roll.address)) ?? [];
  const number = new Intl.NumberFormat(i18n.language);
  return (
    <Page title={name(roll)} lead={<p>{t(`roll.kind.${roll.kind}.name`)}</p>}>
      {roll.kind !== "invitation" && (
        <Notice title={t("roll.notOnePerson")}>{t(`roll.kind.${roll.kind}.warning`)}</Notice>
      )}
      {account && !mine && <Notice>{t("roll.notYours")}</Notice>}
      <div className={styles.desk}>
        <Stack>
          <Card labelledBy="who">
            <h2 id="who">{t("roll.who")}</h2>
            <Facts>
              <Fact name={t("roll.fact.joined")}>{number.format(roll.joined)}</Fact>
              <Fact name={t("roll.fact.admitted")}>{number.format(roll.liveMembers)}</Fact>
              {roll.kind === "invitation" && (
                <Fact name={t("roll.fact.invited")}>{number.format(roll.invitations)}</Fact>
              )}
              {roll.declaredRegister > 0 && (
                <Fact name={t("roll.fact.register")}>{number.format(roll.declaredRegister)}</Fact>
              )}
            </Facts>
            <AdmitQueued roll={roll} />
            <Details summary={t("common:details")}>
              <Facts>
                <Fact name={t("roll.fact.address")}>
                  <AddressText>{roll.address}</AddressText>
                </Fact>
                <Fact name={t("roll.fact.organiser")}>
                  <AddressText>{roll.organiser}</AddressText>
                </Fact>
              </Facts>
            </Details>
          </Card>
          {roll.kind === "invitation" && <Batches roll={roll} mine={mine} />}
        </Stack>
        <section aria-labelledby="polls-here">
          <Stack>
            <h2 id="polls-here">{t("roll.polls")}</h2>
            {mine && (
              <Link
                to={`/organise/poll/new/${roll.address}`}
                look={roll.joined > 0 ? "primary" : "quiet"}
                wide
              >
                {t("poll.new.open")}
              </Link>
            )}
            {here.length === 0 && <p>{t("roll.noPolls")}</p>}
            <ul className={styles.list}>
              {here.map((poll) => (
                <PollEntry key={poll.address} poll={poll} now={now} />
              ))}
            </ul>
          </Stack>
        </section>
      </div>
    </Page>
  );
}
