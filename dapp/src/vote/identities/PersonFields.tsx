import { useState } from "react";
import { useTranslation } from "react-i18next";
import { TextField } from "../../ui/Field.tsx";
import { CheckRow, RadioRow, RadioRows } from "../../ui/Rows.tsx";
import { UnlockForm } from "../ballot/UnlockForm.tsx";
import { addPerson } from "../device/people.ts";
import type { PersonHere } from "../device/useDevice.ts";

/** Shorter passwords add nothing against somebody who copied the device's storage. */
const LEAST_PASSWORD = 8;
const NEW = "new";

/** Somebody of this device, or somebody new with a name and perhaps a password. */
export function usePersonChoice(people: readonly PersonHere[]) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [name, setName] = useState("");
  const [locked, setLocked] = useState(false);
  const [password, setPassword] = useState("");
  const [repeat, setRepeat] = useState("");
  const [tried, setTried] = useState(false);

  const id = chosen ?? people[0]?.id ?? NEW;
  const known = people.find((each) => each.id === id);
  const wrong = {
    name: !known && name.trim() === "",
    password: !known && locked && password.length < LEAST_PASSWORD,
    repeat: !known && locked && password !== repeat,
    closed: known !== undefined && !known.open,
  };
  return {
    people,
    id,
    setChosen,
    known,
    fields: { name, setName, locked, setLocked, password, setPassword, repeat, setRepeat },
    wrong: tried ? wrong : undefined,
    /** Whether the choice is complete; says what is missing otherwise. */
    check(): boolean {
      setTried(true);
      return !Object.values(wrong).some(Boolean);
    },
    /** The person's id; makes somebody new. */
    person: async (): Promise<string> => known?.id ?? (await addPerson(name, locked ? password : "")).id,
  };
}
export type PersonChoice = ReturnType<typeof usePersonChoice>;

export function PersonFields({ choice }: { choice: PersonChoice }) {
  const { t } = useTranslation("vote");
  const { people, id, known, fields, wrong } = choice;
  return (
    <>
      {people.length > 0 && (
        <RadioRows label={t("person.who")} value={id} onChange={choice.setChosen}>
          {people.map((person) => (
            <RadioRow key={person.id} value={person.id}>
              {person.name}
            </RadioRow>
          ))}
          <RadioRow value={NEW}>{t("person.new")}</RadioRow>
        </RadioRows>
      )}
      {known && !known.open && <UnlockForm person={known} />}
      {!known && (
        <>
          <TextField
            label={t("person.name")}
            hint={t("person.nameHint")}
            value={fields.name}
            onChange={fields.setName}
            maxLength={60}
            autoComplete="off"
            error={wrong?.name ? t("person.nameMissing") : undefined}
          />
          <CheckRow isSelected={fields.locked} onChange={fields.setLocked} note={t("person.lockNote")}>
            {t("person.lock")}
          </CheckRow>
          {fields.locked && (
            <>
              <TextField
                type="password"
                label={t("person.password")}
                hint={t("person.passwordHint")}
                value={fields.password}
                onChange={fields.setPassword}
                autoComplete="new-password"
                error={wrong?.password ? t("person.passwordShort", { count: LEAST_PASSWORD }) : undefined}
              />
              <TextField
                type="password"
                label={t("person.repeat")}
                value={fields.repeat}
                onChange={fields.setRepeat}
                autoComplete="new-password"
                error={wrong?.repeat ? t("person.repeatWrong") : undefined}
              />
            </>
          )}
        </>
      )}
    </>
  );
}
