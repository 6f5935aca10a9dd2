import { useState } from "react";
import { useTranslation } from "react-i18next";
import { rollName } from "../../app/data/pollView.ts";
import { useRoll } from "../../app/data/records.ts";
import { useLanguage } from "../../i18n/index.ts";
import type { MemberRecord } from "../../protocol/reader.ts";
import { Button } from "../../ui/Button.tsx";
import { Inline } from "../../ui/Card.tsx";
import { Dialog, DialogButtons } from "../../ui/Dialog.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { CheckRow } from "../../ui/Rows.tsx";
import type { IdentityRow } from "../device/database.ts";
import { removeIdentity } from "../device/identities.ts";
import { Admit } from "../poll/Admit.tsx";
import { useMembers } from "../poll/useVoters.ts";
import { BackupFile } from "./BackupFile.tsx";
import styles from "./identities.module.css";
import { useWords } from "./useWords.ts";
import { WordList } from "./WordList.tsx";

type Place = "unknown" | "notJoined" | "waiting" | "admitted" | "removed";

function placeOf(members: readonly MemberRecord[] | undefined, row: IdentityRow): Place {
  if (!members) return "unknown";
  const member = members.find(({ commitment }) => commitment === BigInt(row.commitment));
  if (!member) return "notJoined";
  if (member.removed) return "removed";
  return member.admitted ? "admitted" : "waiting";
}

type Props = {
  identity: IdentityRow;
  /** The person's lock is open. */
  open: boolean;
};

/** One identity: for which roll, where it stands, its backup, its removal from this device. */
export function IdentityEntry({ identity, open }: Props) {
  const { t } = useTranslation(["vote", "common"]);
  const [language] = useLanguage();
  const roll = useRoll(identity.roll);
  const members = useMembers(identity.roll);
  const [shown, setShown] = useState(false);
  const [removing, setRemoving] = useState(false);
  const place = placeOf(members.data, identity);
  const name = roll.data ? rollName(roll.data, language) : undefined;
  return (
    <div className={styles.identity}>
      <h3>{name ?? t("identities.roll")}</h3>
      {place !== "unknown" && <p>{t(`identities.place.${place}`)}</p>}
      {place === "waiting" && <Admit roll={identity.roll} />}
      {!identity.backedUp && <Notice kind="trouble">{t("identities.noBackup")}</Notice>}
      <Inline>
        <Button isDisabled={!open} onPress={() => setShown(!shown)}>
          {t(shown ? "identities.hide" : "identities.backup")}
        </Button>
        <Button look="plain" onPress={() => setRemoving(true)}>
          {t("identities.remove")}
        </Button>
      </Inline>
      {shown && open && <Backup identity={identity} />}
      <Removal identity={identity} isOpen={removing} onClose={() => setRemoving(false)} />
    </div>
  );
}

function Backup({ identity }: { identity: IdentityRow }) {
  const { t } = useTranslation("vote");
  const [language] = useLanguage();
  const { words, error } = useWords(identity);
  if (error !== undefined) return <ErrorNotice error={error} />;
  if (!words) return null;
  return (
    <>
      <p>{t("backup.why")}</p>
      <WordList words={words} lang={language} />
      <BackupFile identity={identity} />
    </>
  );
}

type RemovalProps = { identity: IdentityRow; isOpen: boolean; onClose: () => void };

function Removal({ identity, isOpen, onClose }: RemovalProps) {
  const { t } = useTranslation(["vote", "common"]);
  const [sure, setSure] = useState(false);
  return (
    <Dialog title={t("remove.title")} isOpen={isOpen} onClose={onClose}>
      <p>{t("remove.what")}</p>
      <CheckRow isSelected={sure} onChange={setSure}>
        {t("remove.sure")}
      </CheckRow>
      <DialogButtons>
        <Button onPress={onClose}>{t("common:cancel")}</Button>
        <Button look="danger" isDisabled={!sure} onPress={() => void removeIdentity(identity)}>
          {t("remove.yes")}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
