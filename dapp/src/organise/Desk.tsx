import { useTranslation } from "react-i18next";
import { Page } from "../ui/Layout.tsx";

export function Desk() {
  const { t } = useTranslation("organise");
  return (
    <Page title={t("desk.title")}>
      <p>{t("desk.lead")}</p>
    </Page>
  );
}
