import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isAddress } from "viem";
import { useLocation } from "wouter";
import { useConfig } from "../../app/ConfigContext.tsx";
import { SendButton } from "../../app/wallet/SendButton.tsx";
import { type Language, useLanguage } from "../../i18n/index.ts";
import { writeDocument } from "../../protocol/documents.ts";
import { createCommittee } from "../../protocol/sealed/actions.ts";
import { Button } from "../../ui/Button.tsx";
import { Card, Stack } from "../../ui/Card.tsx";
import { Page } from "../../ui/Layout.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { CountField } from "../poll/CountField.tsx";
import { IssueList } from "../poll/IssueList.tsx";
import { LanguageChoice, Twins } from "../Twins.tsx";
import {
  accountsOf,
  type CommitteeDraft,
  documentOfCommittee,
  issuesOfCommittee,
  MAX_TRUSTEES,
  newCommittee,
  newTrustee,
} from "./committeeDraft.ts";
import { TrusteeFields } from "./TrusteeFields.tsx";
import { useThresholdWords } from "./useThresholdWords.ts";

/** Names the trustees of sealed polls, and how many of them open a result. */
export function NewCommittee() {
  const { t } = useTranslation("organise");
  const { leVote } = useConfig();
  const [, go] = useLocation();
  const [own] = useLanguage();
  const words = useThresholdWords();
  const [draft, setDraft] = useState(() => newCommittee(own));
  const change = (part: Partial<CommitteeDraft>) => setDraft((old) => ({ ...old, ...part }));
  const { languages, title, trustees, threshold } = draft;
  const issues = issuesOfCommittee(draft);
  const possible = threshold >= 1 && threshold <= trustees.length;

  return (
    <Page title={t("committee.new.title")} narrow lead={<p>{t("committee.new.lead")}</p>}>
      <Notice kind="trouble" title={t("committee.public.what")}>
        {t("committee.public.why")}
      </Notice>
      <Card labelledBy="part-group">
        <h2 id="part-group">{t("committee.new.group")}</h2>
        <LanguageChoice
          languages={languages}
          onChange={(chosen: Language[]) => change({ languages: chosen })}
        />
        <Twins
          id="committee-title"
          label={t("committee.new.name")}
          hint={t("committee.new.nameHint")}
          languages={languages}
          texts={title}
          onChange={(texts) => change({ title: texts })}
        />
      </Card>
      <Card labelledBy="part-trustees">
        <h2 id="part-trustees">{t("committee.trustees")}</h2>
        {trustees.map((trustee, at) => (
          <TrusteeFields
            key={trustee.id}
            trustee={trustee}
            number={at + 1}
            languages={languages}
            onChange={(changed) =>
              change({ trustees: trustees.map((each) => (each.id === trustee.id ? changed : each)) })
            }
            onRemove={
              trustees.length > 1
                ? () =>
                    change({
                      trustees: trustees.filter(({ id }) => id !== trustee.id),
                      threshold: Math.min(threshold, trustees.length - 1),
                    })
                : undefined
            }
          />
        ))}
        <div>
          <Button
            isDisabled={trustees.length >= MAX_TRUSTEES}
            onPress={() => change({ trustees: [...trustees, newTrustee(trustees)] })}
          >
            <Plus size={20} aria-hidden /> {t("committee.add")}
          </Button>
        </div>
        <CountField
          id="threshold"
          label={t("committee.threshold", { size: trustees.length })}
          hint={t("committee.thresholdHint")}
          value={threshold}
          onChange={(count) => change({ threshold: count })}
        />
        <p aria-live="polite">{possible && words(threshold, trustees.length)}</p>
      </Card>
      <Stack>
        <IssueList issues={issues} complete={t("committee.new.complete")} />
        <SendButton
          action={async () =>
            createCommittee(leVote, threshold, accountsOf(draft), writeDocument(documentOfCommittee(draft)))
          }
          isDisabled={issues.length > 0}
          onDone={({ result }) => {
            if (typeof result === "string" && isAddress(result)) go(`/organise/committee/${result}`);
          }}
        >
          {t("committee.new.create")}
        </SendButton>
      </Stack>
    </Page>
  );
}
