import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { explain } from "../../app/explain.ts";
import { Button } from "../../ui/Button.tsx";
import { Stack } from "../../ui/Card.tsx";
import { TextField } from "../../ui/Field.tsx";
import type { PersonRow } from "../device/database.ts";
import { unlock } from "../device/people.ts";

/** Asks for the password of one person's lock. */
export function UnlockForm({ person }: { person: PersonRow }) {
  const { t } = useTranslation(["vote", "errors"]);
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();

  const open = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await unlock(person, password);
    } catch (cause) {
      const { name, facts } = explain(cause);
      setError(t(`errors:${name}.what`, facts));
    } finally {
      setPassword("");
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void open(event)}>
      <Stack tight>
        <TextField
          type="password"
          autoComplete="current-password"
          label={t("lock.password", { name: person.name })}
          hint={t("lock.why")}
          value={password}
          onChange={setPassword}
          error={error}
        />
        <Button type="submit" look="primary" isDisabled={busy || password === ""}>
          {busy ? t("lock.opening") : t("lock.open")}
        </Button>
      </Stack>
    </form>
  );
}
