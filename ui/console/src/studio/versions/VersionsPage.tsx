import { useTranslation } from "react-i18next";
import { Page } from "../../office/Page";

export default function VersionsPage() {
  const { t } = useTranslation();
  return <Page title={t("studio.pages.versions")}>{null}</Page>;
}
