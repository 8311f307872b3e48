import { useTranslation } from "react-i18next";
import { Page } from "../../office/Page";

export default function BetaPage() {
  const { t } = useTranslation();
  return <Page title={t("studio.pages.beta")}>{null}</Page>;
}
