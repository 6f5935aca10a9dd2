import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Address } from "viem";
import { useConfig } from "../../app/ConfigContext.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { keepIdentity } from "../device/identities.ts";
import { askToKeepStorage } from "../device/seal.ts";
import type { PersonHere } from "../device/useDevice.ts";
import { type PersonChoice, PersonFields, usePersonChoice } from "../identities/PersonFields.tsx";

type Props = { roll: Address; people: readonly PersonHere[]; taken: readonly string[] };

/** Whose vote this is, and whether it has a lock of its own; then the identity is made on this device. */
export function MakeIdentity({ roll, people, taken }: Props) {
  const { t } = useTranslation("vote");
  const { chainId } = useConfig();
  const choice = usePersonChoice(people.filter(({ id }) => !taken.includes(id)));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  const make = async (chosen: PersonChoice) => {
    setBusy(true);
    setError(undefined);
    try {
      await askToKeepStorage();
      const { newIdentity } = await import("../../protocol/identity.ts");
      const { commitment, secret } = newIdentity();
      const personId = await chosen.person();
      await keepIdentity({ personId, chainId, roll, commitment }, secret, false);
    } catch (cause) {
      setError(cause);
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (choice.check()) void make(choice);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Card>
        <h2>{t("make.title")}</h2>
        <p>{t("make.what")}</p>
        <PersonFields choice={choice} />
        {error !== undefined && <ErrorNotice error={error} />}
        <Button type="submit" look="primary" wide isDisabled={busy}>
          {t("make.go")}
        </Button>
      </Card>
    </form>
  );
}
