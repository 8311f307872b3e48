import { useTranslation } from "react-i18next";
import { Page } from "../../office/Page";

export default function PublishingPage() {
  const { t } = useTranslation();
  return <Page title={t("studio.pages.publishing")}>{null}</Page>;
}
