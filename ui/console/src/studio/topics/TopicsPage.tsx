import { useTranslation } from "react-i18next";
import { Page } from "../../office/Page";

export default function TopicsPage() {
  const { t } = useTranslation();
  return <Page title={t("studio.pages.topics")}>{null}</Page>;
}
