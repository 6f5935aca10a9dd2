import { useTranslation } from "react-i18next";
import { sameAddress } from "../../app/addresses.ts";
import { useNow } from "../../app/clock.ts";
import { rollName } from "../../app/data/pollView.ts";
import { usePolls, useRolls } from "../../app/data/records.ts";
import { useLanguage } from "../../i18n/index.ts";
import { Phase, phaseOf } from "../../protocol/phase.ts";
import { type PollRecord, phaseFacts, type RollRecord } from "../../protocol/reader.ts";
import { Link } from "../../ui/Button.tsx";
import { Card, Inline, Stack } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Page } from "../../ui/Layout.tsx";
import { Empty } from "../../ui/Notice.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { useDevice } from "../device/useDevice.ts";
import { PollCard } from "./PollCard.tsx";

/** Open ones by their end, then coming ones by their beginning, then the others, the latest first. */
export function inOrder(polls: readonly PollRecord[], now: number): PollRecord[] {
  const rank = (poll: PollRecord): [number, number] => {
    switch (phaseOf(phaseFacts(poll), now)) {
      case Phase.Open:
        return [0, poll.closesAt];
      case Phase.Scheduled:
        return [1, poll.opensAt];
      default:
        return [2, -poll.closesAt];
    }
  };
  return [...polls].sort((a, b) => {
    const [[rankA, timeA], [rankB, timeB]] = [rank(a), rank(b)];
    return rankA - rankB || timeA - timeB;
  });
}

/** `#/`: mine first, then the others of this deployment. */
export function PollList() {
  const { t } = useTranslation(["vote", "common"]);
  const [language] = useLanguage();
  const now = useNow();
  const polls = usePolls();
  const rolls = useRolls();
  const device = useDevice();
  const nameOf = (roll: RollRecord | undefined) => (roll ? rollName(roll, language) : undefined);
  const isMine = (poll: PollRecord) =>
    device.data?.identities.some(({ roll }) => sameAddress(roll, poll.roll)) ?? false;

  const all = polls.data ? inOrder(polls.data, now) : undefined;
  const mine = all?.filter(isMine) ?? [];
  const others = all?.filter((poll) => !isMine(poll)) ?? [];
  const cards = (list: readonly PollRecord[]) =>
    list.map((poll) => {
      const roll = rolls.data?.find(({ address }) => sameAddress(address, poll.roll));
      const byLetter = roll === undefined || roll.kind === "invitation";
      return <PollCard key={poll.address} record={poll} town={nameOf(roll)} byLetter={byLetter} />;
    });
  return (
    <Page title={t("list.title")} narrow>
      {!device.isLoading && device.data?.identities.length === 0 && (
        <Card>
          <h2>{t("list.letter")}</h2>
          <p>{t("list.letterWhat")}</p>
          <Inline>
            <Link to="/join" look="primary">
              {t("list.join")}
            </Link>
            <Link to="/identities/restore">{t("list.restore")}</Link>
          </Inline>
        </Card>
      )}
      {device.error && <ErrorNotice error={device.error} />}
      {polls.error && <ErrorNotice error={polls.error} retry={() => void polls.refetch()} />}
      {!all && !polls.error && <ProgressLine words={t("common:loading")} />}
      {all?.length === 0 && <Empty title={t("list.empty")}>{t("list.emptyWhat")}</Empty>}
      {mine.length > 0 && (
        <Stack>
          <h2>{t("list.mine")}</h2>
          {cards(mine)}
        </Stack>
      )}
      {others.length > 0 && (
        <Stack>
          {mine.length > 0 && <h2>{t("list.others")}</h2>}
          {cards(others)}
        </Stack>
      )}
    </Page>
  );
}
