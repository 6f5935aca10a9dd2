import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useConfig } from "../../app/ConfigContext.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card, Inline } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { TextArea, TextField } from "../../ui/Field.tsx";
import { FileField } from "../../ui/FileField.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { RadioRow, RadioRows } from "../../ui/Rows.tsx";
import type { PersonHere } from "../device/useDevice.ts";
import { PersonFields, usePersonChoice } from "./PersonFields.tsx";
import { type BackupSource, restore } from "./restoreIdentity.ts";

type Props = { people: readonly PersonHere[]; onDone: () => void };

/** Brings an identity back from its words or its file. */
export function Restore({ people, onDone }: Props) {
  const { t } = useTranslation("vote");
  const config = useConfig();
  const choice = usePersonChoice(people);
  const [from, setFrom] = useState("words");
  const [words, setWords] = useState("");
  const [file, setFile] = useState<File>();
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  const bring = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const source: BackupSource =
        from === "file"
          ? { kind: "file", text: (await file?.text()) ?? "", password }
          : { kind: "words", words };
      await restore(config, source, choice.person);
      onDone();
    } catch (cause) {
      setError(cause);
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (choice.check()) void bring();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Card>
        <h2>{t("restore.title")}</h2>
        <RadioRows label={t("restore.from")} value={from} onChange={setFrom}>
          <RadioRow value="words">{t("restore.words")}</RadioRow>
          <RadioRow value="file">{t("restore.file")}</RadioRow>
        </RadioRows>
        {from === "words" ? (
          <TextArea
            label={t("restore.typeWords")}
            hint={t("restore.typeWordsHint")}
            value={words}
            onChange={setWords}
            autoComplete="off"
            spellCheck="false"
            rows={4}
          />
        ) : (
          <>
            <FileField label={t("restore.chooseFile")} accept="application/json,.json" onChoose={setFile} />
            <TextField
              type="password"
              label={t("backup.filePassword")}
              value={password}
              onChange={setPassword}
              autoComplete="current-password"
            />
          </>
        )}
        <PersonFields choice={choice} />
        {busy && <ProgressLine words={t("restore.busy")} />}
        {error !== undefined && <ErrorNotice error={error} />}
        <Inline>
          <Button type="submit" look="primary" isDisabled={busy}>
            {t("restore.go")}
          </Button>
          <Button onPress={onDone}>{t("restore.leave")}</Button>
        </Inline>
      </Card>
    </form>
  );
}
