import { useTranslation } from "react-i18next";
import { Page } from "../../office/Page";

export default function PhrasesPage() {
  const { t } = useTranslation();
  return <Page title={t("studio.pages.phrases")}>{null}</Page>;
}
