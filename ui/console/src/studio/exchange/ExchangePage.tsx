import { useTranslation } from "react-i18next";
import { Page } from "../../office/Page";

export default function ExchangePage() {
  const { t } = useTranslation();
  return <Page title={t("studio.pages.exchange")}>{null}</Page>;
}
