import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Address } from "viem";
import { sameAddress } from "../../app/addresses.ts";
import { useConfig } from "../../app/ConfigContext.tsx";
import { AppError } from "../../app/errors.ts";
import { failureOf } from "../../app/failure.ts";
import { Button } from "../../ui/Button.tsx";
import { Stack } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { TextField } from "../../ui/Field.tsx";
import { FileField } from "../../ui/FileField.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { keepBackup } from "../device/secrets.ts";
import { readBackup } from "./readBackup.ts";

type Props = {
  committee: Address;
  /** Whose file it has to be; any trustee's when absent. */
  trustee?: number;
};

/** Brings a trustee's key to this device from its backup file. */
export function RestoreKey({ committee, trustee }: Props) {
  const { t } = useTranslation("trustee");
  const { chainId } = useConfig();
  const [file, setFile] = useState<File>();
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  const bring = async (chosen: File) => {
    setBusy(true);
    setError(undefined);
    try {
      const backup = await readBackup(chosen, password);
      if (backup.chainId !== chainId) throw new AppError("BackupOtherChain");
      const fits = sameAddress(backup.committee, committee) && (trustee ?? backup.trustee) === backup.trustee;
      if (!fits) throw new AppError("TrusteeOtherBackup");
      await keepBackup({ ...backup, committee });
    } catch (cause) {
      setError(failureOf(cause));
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (file) void bring(file);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack tight>
        <FileField label={t("restore.file")} accept="application/json,.json" onChoose={setFile} />
        <TextField
          type="password"
          label={t("restore.password")}
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
        />
        <div>
          <Button type="submit" look="primary" isDisabled={busy || !file || password === ""}>
            {t("restore.do")}
          </Button>
        </div>
        {busy && <ProgressLine words={t("backup.checking")} />}
        {error !== undefined && <ErrorNotice error={error} />}
      </Stack>
    </form>
  );
}
