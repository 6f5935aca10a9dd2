import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { sameAddress } from "../../app/addresses.ts";
import { rollName } from "../../app/data/pollView.ts";
import { useRolls } from "../../app/data/records.ts";
import { useLanguage } from "../../i18n/index.ts";
import { readCode } from "../../protocol/invitationCode.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { SelectField, TextField } from "../../ui/Field.tsx";
import { Empty } from "../../ui/Notice.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import type { OpenInvitation } from "../device/invitation.ts";
import { readLetterNumber } from "./letter.ts";

type Props = {
  /** The roll that a link named; it is chosen at first. */
  linked: string | undefined;
  onInvitation: (invitation: OpenInvitation) => void;
};

/** For people who type what stands on the letter. */
export function CodeForm({ linked, onInvitation }: Props) {
  const { t } = useTranslation(["vote", "common"]);
  const [language] = useLanguage();
  const rolls = useRolls();
  const [roll, setRoll] = useState(linked ?? "");
  const [letter, setLetter] = useState("");
  const [code, setCode] = useState("");
  const [tried, setTried] = useState(false);

  if (rolls.error) return <ErrorNotice error={rolls.error} retry={() => void rolls.refetch()} />;
  if (!rolls.data) return <ProgressLine words={t("common:loading")} />;
  const byInvitation = rolls.data.filter(({ kind }) => kind === "invitation");
  const chosen = byInvitation.find(({ address }) => sameAddress(address, roll)) ?? byInvitation[0];
  if (!chosen) return <Empty title={t("join.noRolls")}>{t("join.noRollsNext")}</Empty>;

  const place = readLetterNumber(letter);
  const read = readCode(code);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (place && read) onInvitation({ roll: chosen.address, ...place, code: read });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Card>
        <p>{t("join.type")}</p>
        <SelectField
          label={t("join.roll")}
          value={chosen.address}
          options={byInvitation.map((each) => ({
            value: each.address,
            label: rollName(each, language) ?? each.address,
          }))}
          onChange={setRoll}
        />
        <TextField
          label={t("join.letter")}
          hint={t("join.letterHint")}
          value={letter}
          onChange={setLetter}
          inputMode="text"
          autoComplete="off"
          error={tried && !place ? t("join.letterWrong") : undefined}
        />
        <TextField
          code
          label={t("join.code")}
          hint={t("join.codeHint")}
          value={code}
          onChange={setCode}
          autoComplete="off"
          autoCorrect="off"
          spellCheck="false"
          error={tried && !read ? t("join.codeWrong") : undefined}
        />
        <Button type="submit" look="primary" wide>
          {t("join.check")}
        </Button>
      </Card>
    </form>
  );
}
