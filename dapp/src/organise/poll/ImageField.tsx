import { ImagePlus, Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { MAX_POLL_DOCUMENT_BYTES } from "../../protocol/documents.ts";
import { Button } from "../../ui/Button.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import organise from "../organise.module.css";
import { Twins } from "../Twins.tsx";
import { NO_TEXT } from "../texts.ts";
import { documentBytes } from "./compose.ts";
import type { PollDraft } from "./draft.ts";
import styles from "./poll.module.css";
import { ACCEPTED_IMAGES, shrinkImage } from "./shrinkImage.ts";

/** Bytes left free for words that are written after the picture was chosen. */
const SPARE = 8 * 1024;
/** More would cost every reader and the publisher without being seen on a phone. */
const MOST = 32 * 1024;

type Props = { draft: PollDraft; change: (part: Partial<PollDraft>) => void };

/** One picture, shrunk on this device so that the document stays under its limit; its words are required. */
export function ImageField({ draft, change }: Props) {
  const { t } = useTranslation("organise");
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const choose = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    setError(undefined);
    try {
      const left = MAX_POLL_DOCUMENT_BYTES - documentBytes({ ...draft, image: null }) - SPARE;
      const data = await shrinkImage(file, Math.min(MOST, left));
      change({ image: { data, alt: draft.image?.alt ?? NO_TEXT } });
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={organise.group}>
      <input
        ref={input}
        type="file"
        accept={ACCEPTED_IMAGES.join(",")}
        hidden
        onChange={(event) => {
          void choose(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
      {draft.image ? (
        <>
          <img src={draft.image.data} alt={t("image.chosen")} className={styles.chosen} />
          <Twins
            id="image-alt"
            label={t("image.alt")}
            hint={t("image.altHint")}
            languages={draft.languages}
            texts={draft.image.alt}
            onChange={(alt) => draft.image && change({ image: { ...draft.image, alt } })}
          />
          <p>
            <Button look="plain" onPress={() => change({ image: null })}>
              <Trash2 size={20} aria-hidden /> {t("image.remove")}
            </Button>
          </p>
        </>
      ) : (
        <p>
          <Button onPress={() => input.current?.click()} isDisabled={busy}>
            <ImagePlus size={20} aria-hidden /> {t("image.add")}
          </Button>{" "}
          <span className={organise.soft}>{t("image.hint")}</span>
        </p>
      )}
      {busy && <ProgressLine words={t("image.shrinking")} />}
      {error !== undefined && <ErrorNotice error={error} />}
    </div>
  );
}
