import { useTranslation } from "react-i18next";
import { Page } from "../../office/Page";

export default function ProposalsPage() {
  const { t } = useTranslation();
  return <Page title={t("studio.pages.proposals")}>{null}</Page>;
}
