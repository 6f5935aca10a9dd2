import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../i18n/index.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { TextField } from "../../ui/Field.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { StepHeading } from "../../ui/StepHeading.tsx";
import type { IdentityRow } from "../device/database.ts";
import { confirmBackup } from "../device/identities.ts";
import { BackupFile } from "./BackupFile.tsx";
import styles from "./identities.module.css";
import { useWords } from "./useWords.ts";
import { WordList } from "./WordList.tsx";

const ASKED = 2;

/** Which words are asked for: different ones each time. */
function places(count: number): number[] {
  const numbers = Array.from({ length: count }, (_, place) => place);
  return Array.from({ length: ASKED }, () => {
    const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
    return numbers.splice(random % numbers.length, 1)[0] ?? 0;
  }).sort((a, b) => a - b);
}

const sameWord = (typed: string, word: string) =>
  typed.trim().toLowerCase().normalize("NFKD") === word.toLowerCase().normalize("NFKD");

/** Shows the backup words, then has its owner prove that they are written down. Enrolling comes after this only. */
export function BackupCheck({ identity }: { identity: IdentityRow }) {
  const { t } = useTranslation(["vote", "common"]);
  const [language] = useLanguage();
  const { words, error } = useWords(identity);
  const [asked, setAsked] = useState<readonly number[]>();
  const [typed, setTyped] = useState<readonly string[]>([]);
  const [tried, setTried] = useState(false);
  if (error !== undefined) return <ErrorNotice error={error} />;
  if (!words) return <ProgressLine words={t("common:loading")} />;

  const right = (place: number, i: number) => sameWord(typed[i] ?? "", words[place] ?? "");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (asked?.every(right)) void confirmBackup(identity.id);
  };
  if (!asked) {
    return (
      <Card>
        <StepHeading>{t("backup.title")}</StepHeading>
        <p>{t("backup.why")}</p>
        <WordList words={words} lang={language} />
        <Button look="primary" wide onPress={() => setAsked(places(words.length))}>
          {t("backup.written")}
        </Button>
        <BackupFile identity={identity} />
      </Card>
    );
  }
  return (
    <form onSubmit={submit} noValidate>
      <Card>
        <StepHeading>{t("backup.checkTitle")}</StepHeading>
        <p>{t("backup.check")}</p>
        <div className={styles.quiz}>
          {asked.map((place, i) => (
            <TextField
              key={place}
              label={t("backup.word", { number: place + 1 })}
              value={typed[i] ?? ""}
              onChange={(text) =>
                setTyped(asked.map((_, other) => (other === i ? text : (typed[other] ?? ""))))
              }
              autoComplete="off"
              autoCorrect="off"
              spellCheck="false"
              error={tried && !right(place, i) ? t("backup.wordWrong") : undefined}
            />
          ))}
        </div>
        <Button type="submit" look="primary" wide>
          {t("backup.confirm")}
        </Button>
        <div>
          <Button
            onPress={() => {
              setAsked(undefined);
              setTyped([]);
              setTried(false);
            }}
          >
            {t("backup.again")}
          </Button>
        </div>
      </Card>
    </form>
  );
}
