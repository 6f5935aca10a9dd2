import { useTranslation } from "react-i18next";
import { isAddress } from "viem";
import { useLocation } from "wouter";
import { useConfig } from "../../app/ConfigContext.tsx";
import { useNow } from "../../app/clock.ts";
import { SendButton } from "../../app/wallet/SendButton.tsx";
import { publishOpenPoll } from "../../protocol/actions.ts";
import { writeDocument } from "../../protocol/documents.ts";
import type { RollRecord } from "../../protocol/reader.ts";
import { Button } from "../../ui/Button.tsx";
import { Card, Fact, Facts, Stack } from "../../ui/Card.tsx";
import { Page } from "../../ui/Layout.tsx";
import { Moment } from "../../ui/Moment.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { useRollName } from "../desk/Entries.tsx";
import { documentBytes, documentOfDraft, parametersOf } from "./compose.ts";
import type { PollDraft } from "./draft.ts";
import { dropDraft } from "./drafts.ts";
import type { Windows } from "./issues.ts";
import { Preview } from "./Preview.tsx";

type Props = { draft: PollDraft; roll: RollRecord; windows: Windows; onBack: () => void };

/** The last look before one transaction makes it final. */
export function Review({ draft, roll, windows, onBack }: Props) {
  const { t, i18n } = useTranslation("organise");
  const { leVote } = useConfig();
  const [, go] = useLocation();
  const now = useNow();
  const name = useRollName();
  const { rollClosesAt, opensAt, closesAt } = parametersOf(draft, now, windows.rollClosing);
  const number = new Intl.NumberFormat(i18n.language);
  return (
    <Page title={t("review.title")} narrow lead={<p>{t("review.lead")}</p>}>
      <Card>
        <Preview draft={draft} />
      </Card>
      <Card labelledBy="review-facts">
        <h2 id="review-facts">{t("review.facts")}</h2>
        <Facts>
          <Fact name={t("review.roll")}>{name(roll)}</Fact>
          <Fact name={t("dates.rollCloses")}>
            <Moment at={rollClosesAt} now={now} />
          </Fact>
          <Fact name={t("dates.opens")}>
            <Moment at={opensAt} now={now} />
          </Fact>
          <Fact name={t("dates.closes")}>
            <Moment at={closesAt} now={now} />
          </Fact>
          <Fact name={t("dates.minimumRoll")}>{number.format(draft.minimumRoll)}</Fact>
          <Fact name={t("review.size")}>
            {t("review.bytes", { bytes: number.format(documentBytes(draft)) })}
          </Fact>
        </Facts>
      </Card>
      <Notice kind="trouble" title={t("review.final")}>
        {t("forEver")}
      </Notice>
      <Notice>{t("review.open")}</Notice>
      <Stack>
        <SendButton
          action={async () =>
            publishOpenPoll(
              leVote,
              parametersOf(draft, now, windows.rollClosing),
              writeDocument(documentOfDraft(draft)),
            )
          }
          onDone={({ result }) => {
            void dropDraft(draft.roll);
            if (typeof result === "string" && isAddress(result)) go(`/organise/poll/${result}`);
          }}
        >
          {t("review.publish")}
        </SendButton>
        <p>
          <Button look="plain" onPress={onBack}>
            {t("review.back")}
          </Button>
        </p>
      </Stack>
    </Page>
  );
}
