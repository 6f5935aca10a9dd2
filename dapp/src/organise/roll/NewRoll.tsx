import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isAddress } from "viem";
import { useLocation } from "wouter";
import { useConfig } from "../../app/ConfigContext.tsx";
import { SendButton } from "../../app/wallet/SendButton.tsx";
import { type Language, useLanguage } from "../../i18n/index.ts";
import { createInvitationRoll, createOpenRoll, createTokenRoll } from "../../protocol/actions.ts";
import { writeDocument } from "../../protocol/documents.ts";
import type { RollKindName } from "../../protocol/reader.ts";
import { Card, Stack } from "../../ui/Card.tsx";
import { Page } from "../../ui/Layout.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { RadioRow, RadioRows } from "../../ui/Rows.tsx";
import { LanguageChoice, Twins } from "../Twins.tsx";
import { type DraftTexts, NO_TEXT } from "../texts.ts";
import { TokenFields } from "./TokenFields.tsx";
import { NO_TOKEN, readTokenRule, type TokenDraft } from "./tokenDraft.ts";

const KINDS = ["invitation", "token", "open"] as const satisfies readonly RollKindName[];

const inLanguages = (texts: DraftTexts, languages: readonly Language[]) =>
  Object.fromEntries(languages.map((language) => [language, texts[language].trim()]));

/** Opens an electoral roll: how people join it, and its name. */
export function NewRoll() {
  const { t } = useTranslation("organise");
  const { leVote } = useConfig();
  const [, go] = useLocation();
  const [own] = useLanguage();
  const [kind, setKind] = useState<RollKindName>("invitation");
  const [languages, setLanguages] = useState<Language[]>([own]);
  const [name, setName] = useState(NO_TEXT);
  const [description, setDescription] = useState(NO_TEXT);
  const [token, setToken] = useState<TokenDraft>(NO_TOKEN);

  const nameless = languages.some((language) => name[language].trim() === "");
  const rule = readTokenRule(token);
  const missing = nameless ? "name" : kind === "token" && !rule ? "token" : undefined;

  const action = async () => {
    const document = writeDocument({
      version: 1,
      languages,
      name: inLanguages(name, languages),
      ...(languages.some((language) => description[language].trim() !== "")
        ? { description: inLanguages(description, languages) }
        : {}),
    });
    if (kind === "invitation") return createInvitationRoll(leVote, document);
    if (kind === "open" || !rule) return createOpenRoll(leVote, document);
    return createTokenRoll(leVote, rule, document);
  };

  return (
    <Page title={t("roll.new.title")} narrow lead={<p>{t("roll.new.lead")}</p>}>
      <Card>
        <RadioRows
          label={t("roll.new.how")}
          value={kind}
          onChange={(value) => setKind(KINDS.find((each) => each === value) ?? "invitation")}
        >
          {KINDS.map((each) => (
            <RadioRow key={each} value={each} note={t(`roll.kind.${each}.note`)}>
              {t(`roll.kind.${each}.name`)}
            </RadioRow>
          ))}
        </RadioRows>
        {kind !== "invitation" && (
          <Notice title={t("roll.notOnePerson")}>{t(`roll.kind.${kind}.warning`)}</Notice>
        )}
        {kind === "token" && <TokenFields token={token} onChange={setToken} />}
      </Card>
      <Card>
        <LanguageChoice languages={languages} onChange={setLanguages} />
        <Twins
          id="name"
          label={t("roll.new.name")}
          hint={t("roll.new.nameHint")}
          languages={languages}
          texts={name}
          onChange={setName}
        />
        <Twins
          id="description"
          label={t("roll.new.description")}
          hint={t("roll.new.descriptionHint")}
          languages={languages}
          texts={description}
          onChange={setDescription}
          long
          rows={3}
        />
      </Card>
      <Stack>
        <Notice>{t("forEver")}</Notice>
        {missing && <p>{t(`roll.new.missing.${missing}`)}</p>}
        <SendButton
          action={action}
          isDisabled={missing !== undefined}
          onDone={({ result }) => {
            if (typeof result === "string" && isAddress(result)) go(`/organise/roll/${result}`);
          }}
        >
          {t("roll.new.create")}
        </SendButton>
      </Stack>
    </Page>
  );
}
