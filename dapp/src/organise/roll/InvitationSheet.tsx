import { Download, Printer } from "lucide-react";
import { useMemo } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import { download } from "../../app/download.ts";
import { formatCode } from "../../protocol/invitationCode.ts";
import { type InvitationBatch, invitationLink, letterNumber } from "../../protocol/invitations.ts";
import type { RollRecord } from "../../protocol/reader.ts";
import { Button } from "../../ui/Button.tsx";
import { Inline, Stack } from "../../ui/Card.tsx";
import { useRollName } from "../desk/Entries.tsx";
import styles from "./InvitationSheet.module.css";
import { invitationCsv, type LetterLine } from "./invitationCsv.ts";
import { Letter } from "./Letter.tsx";

type Props = {
  roll: RollRecord;
  batch: InvitationBatch;
  /** Called once the codes were printed or downloaded. */
  onSaved: () => void;
};

/** The codes of a batch as a list, a file, and letters for the printer. */
export function InvitationSheet({ roll, batch, onSaved }: Props) {
  const { t } = useTranslation(["organise", "common"]);
  const name = useRollName()(roll);
  const lines = useMemo(
    () =>
      batch.invitations.map(
        (invitation): LetterLine => ({
          letter: letterNumber(invitation.place),
          code: formatCode(invitation.code),
          link: invitationLink(window.location.href, invitation),
        }),
      ),
    [batch],
  );
  const heads = [t("letter.number"), t("letter.code"), t("letter.link")] as const;
  const save = () => {
    const number = (batch.invitations[0]?.place.batch ?? 0) + 1;
    download(`${t("letter.file")}-${number}.csv`, "text/csv;charset=utf-8", invitationCsv([...heads], lines));
    onSaved();
  };
  const print = () => {
    window.print();
    onSaved();
  };
  return (
    <Stack>
      <Inline>
        <Button look="primary" onPress={print}>
          <Printer size={20} aria-hidden /> {t("letter.print")}
        </Button>
        <Button onPress={save}>
          <Download size={20} aria-hidden /> {t("letter.csv")}
        </Button>
      </Inline>
      <div className={styles.scroll}>
        <table className={styles.list}>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map(({ letter, code, link }) => (
              <tr key={letter}>
                <th scope="row">{letter}</th>
                <td className={styles.code}>{code}</td>
                <td className={styles.link}>{link}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {/* Beside the page, not in it: on paper there are the letters and nothing else. */}
      {createPortal(
        <div className={styles.letters}>
          {lines.map((line) => (
            <Letter key={line.letter} line={line} roll={name} />
          ))}
        </div>,
        document.body,
      )}
    </Stack>
  );
}
