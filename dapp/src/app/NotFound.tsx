import { useTranslation } from "react-i18next";
import { Link } from "../ui/Button.tsx";
import { Page } from "../ui/Layout.tsx";

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Page title={t("notFound.title")} narrow>
      <p>{t("notFound.next")}</p>
      <p>
        <Link to="/" look="primary">
          {t("notFound.polls")}
        </Link>
      </p>
    </Page>
  );
}
