import { useTranslation } from "react-i18next";
import { useNow } from "../../app/clock.ts";
import type { RollRecord } from "../../protocol/reader.ts";
import { Button } from "../../ui/Button.tsx";
import { Card, Fact, Facts, Stack } from "../../ui/Card.tsx";
import { Page } from "../../ui/Layout.tsx";
import { Moment } from "../../ui/Moment.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { useRollName } from "../desk/Entries.tsx";
import { documentBytes, parametersOf } from "./compose.ts";
import type { PollDraft } from "./draft.ts";
import type { Windows } from "./issues.ts";
import { Preview } from "./Preview.tsx";
import { Publish } from "./Publish.tsx";
import { SecrecyFacts } from "./SecrecyFacts.tsx";

type Props = { draft: PollDraft; roll: RollRecord; windows: Windows; onBack: () => void };

/** The last look before one transaction makes it final. */
export function Review({ draft, roll, windows, onBack }: Props) {
  const { t, i18n } = useTranslation("organise");
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
          <SecrecyFacts draft={draft} />
          <Fact name={t("review.size")}>
            {t("review.bytes", { bytes: number.format(documentBytes(draft)) })}
          </Fact>
        </Facts>
      </Card>
      <Notice kind="trouble" title={t("review.final")}>
        {t("forEver")}
      </Notice>
      <Notice>{t(draft.secrecy === "open" ? "review.open" : "review.sealed")}</Notice>
      <Stack>
        <Publish draft={draft} now={now} windows={windows} />
        <p>
          <Button look="plain" onPress={onBack}>
            {t("review.back")}
          </Button>
        </p>
      </Stack>
    </Page>
  );
}
