import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button.tsx";
import { Details, Stack } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { TextField } from "../../ui/Field.tsx";
import { Notice } from "../../ui/Notice.tsx";
import type { IdentityRow } from "../device/database.ts";
import { identitySecret } from "../device/identities.ts";

/** A file is copied more easily than a sheet of paper: its password has to hold alone. */
const LEAST_PASSWORD = 12;

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** A second backup: a file under a password. */
export function BackupFile({ identity }: { identity: IdentityRow }) {
  const { t } = useTranslation("vote");
  const [password, setPassword] = useState("");
  const [tried, setTried] = useState(false);
  const [state, setState] = useState<"idle" | "busy" | "done">("idle");
  const [error, setError] = useState<unknown>();
  const short = password.length < LEAST_PASSWORD;

  const save = async () => {
    setState("busy");
    setError(undefined);
    try {
      const { writeBackupFile } = await import("../../protocol/backupFile.ts");
      const { chainId, roll } = identity;
      const text = await writeBackupFile({ chainId, roll, secret: await identitySecret(identity) }, password);
      download(`le-vote-${roll.slice(2, 8).toLowerCase()}.json`, text);
      setPassword("");
      setTried(false);
      setState("done");
    } catch (cause) {
      setError(cause);
      setState("idle");
    }
  };
  return (
    <Details summary={t("backup.file")}>
      <Stack tight>
        <p>{t("backup.fileWhat")}</p>
        <TextField
          type="password"
          label={t("backup.filePassword")}
          hint={t("backup.filePasswordHint", { count: LEAST_PASSWORD })}
          value={password}
          onChange={setPassword}
          autoComplete="new-password"
          error={tried && short ? t("backup.filePasswordShort", { count: LEAST_PASSWORD }) : undefined}
        />
        <div>
          <Button isDisabled={state === "busy"} onPress={() => (short ? setTried(true) : void save())}>
            {t(state === "busy" ? "backup.fileBusy" : "backup.fileSave")}
          </Button>
        </div>
        {state === "done" && (
          <Notice kind="success" live>
            {t("backup.fileDone")}
          </Notice>
        )}
        {error !== undefined && <ErrorNotice error={error} />}
      </Stack>
    </Details>
  );
}
