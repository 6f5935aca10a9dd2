import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { download } from "../../app/download.ts";
import { AppError } from "../../app/errors.ts";
import { failureOf } from "../../app/failure.ts";
import { writeTrusteeBackup } from "../../protocol/sealed/trusteeBackup.ts";
import { Button } from "../../ui/Button.tsx";
import { Stack } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { TextField } from "../../ui/Field.tsx";
import { FileField } from "../../ui/FileField.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import type { SecretRow } from "../device/secretStore.ts";
import { noteBackup, openSecrets } from "../device/secrets.ts";
import { sameSecrets } from "../device/secretText.ts";
import { readBackup } from "./readBackup.ts";

/** A file lies about for years: its password has to hold alone. */
export const LEAST_PASSWORD = 12;

type Props = {
  /** The secrets, drawn now where there are none. */
  secretRow: () => Promise<SecretRow>;
  /** Nothing was drawn yet, so there is no file to show either. */
  fresh: boolean;
};

/** Saves the backup file, then has its owner show that it opens. Nothing is published before. */
export function BackupDesk({ secretRow, fresh }: Props) {
  const { t } = useTranslation("trustee");
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const [tried, setTried] = useState(false);
  const [saved, setSaved] = useState(false);
  const [busy, setBusy] = useState<"saving" | "checking">();
  const [error, setError] = useState<unknown>();
  const short = password.length < LEAST_PASSWORD;
  const differs = password !== again;

  const work = async (what: "saving" | "checking", doing: () => Promise<void>) => {
    setBusy(what);
    setError(undefined);
    try {
      await doing();
    } catch (cause) {
      setError(failureOf(cause));
    } finally {
      setBusy(undefined);
    }
  };
  const save = async () => {
    const row = await secretRow();
    const text = await writeTrusteeBackup({ ...row, ...(await openSecrets(row)) }, password);
    download(fileName(row), "application/json", text);
    setSaved(true);
  };
  const show = async (file: File) => {
    const row = await secretRow();
    const backup = await readBackup(file, password);
    if (fileName(backup) !== fileName(row) || !sameSecrets(backup, await openSecrets(row))) {
      throw new AppError("TrusteeOtherBackup");
    }
    await noteBackup(row);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!short && !differs) void work("saving", save);
  };
  const withWord = tried || again !== "";
  return (
    <Stack>
      <form onSubmit={submit} noValidate>
        <Stack tight>
          <p>{t("backup.why")}</p>
          <TextField
            type="password"
            label={t("backup.password")}
            hint={t("backup.passwordHint", { count: LEAST_PASSWORD })}
            value={password}
            onChange={setPassword}
            autoComplete="new-password"
            error={tried && short ? t("backup.passwordShort", { count: LEAST_PASSWORD }) : undefined}
          />
          <TextField
            type="password"
            label={t("backup.again")}
            value={again}
            onChange={setAgain}
            autoComplete="new-password"
            error={withWord && differs ? t("backup.differs") : undefined}
          />
          <div>
            <Button type="submit" look={saved ? "quiet" : "primary"} isDisabled={busy !== undefined}>
              {t("backup.save")}
            </Button>
          </div>
        </Stack>
      </form>
      {saved && (
        <Notice kind="success" live title={t("backup.saved")}>
          {t("backup.savedNext")}
        </Notice>
      )}
      {(saved || !fresh) && (
        <Stack tight>
          <FileField
            label={t("backup.show")}
            hint={t(saved ? "backup.showHint" : "backup.showEarlier")}
            accept="application/json,.json"
            onChoose={(file) => file && void work("checking", () => show(file))}
          />
        </Stack>
      )}
      {busy && <ProgressLine words={t(`backup.${busy}`)} />}
      {error !== undefined && <ErrorNotice error={error} />}
    </Stack>
  );
}

function fileName({ committee, trustee }: Pick<SecretRow, "committee" | "trustee">): string {
  return `le-vote-trustee-${committee.slice(2, 8).toLowerCase()}-${trustee}.json`;
}
