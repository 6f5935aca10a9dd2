import QRCode from "qrcode";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./InvitationSheet.module.css";
import type { LetterLine } from "./invitationCsv.ts";

/** One letter, shown on paper only: what it is, the link as a QR code, and number and code for typing. */
export function Letter({ line: { letter, code, link }, roll }: { line: LetterLine; roll: string }) {
  const { t } = useTranslation("organise");
  const [image, setImage] = useState<string>();
  useEffect(() => {
    let shown = true;
    const drawn = QRCode.toDataURL(link, { errorCorrectionLevel: "M", margin: 2, width: 360 });
    void drawn.then((data) => {
      if (shown) setImage(data);
    });
    return () => {
      shown = false;
    };
  }, [link]);
  return (
    <section className={styles.letter}>
      <h2>{t("letter.title", { roll })}</h2>
      <p>{t("letter.scan")}</p>
      {image && <img src={image} alt={t("letter.qr")} width={180} height={180} />}
      <p>{t("letter.type", { site: window.location.host + window.location.pathname })}</p>
      <p>
        {t("letter.number")}: <strong>{letter}</strong>
      </p>
      <p>
        {t("letter.code")}: <strong className={styles.code}>{code}</strong>
      </p>
      <p>{t("letter.secret")}</p>
    </section>
  );
}
