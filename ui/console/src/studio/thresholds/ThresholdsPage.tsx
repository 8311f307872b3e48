import { useTranslation } from "react-i18next";
import { Page } from "../../office/Page";

export default function ThresholdsPage() {
  const { t } = useTranslation();
  return <Page title={t("studio.pages.thresholds")}>{null}</Page>;
}
