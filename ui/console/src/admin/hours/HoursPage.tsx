import "@mantine/dates/styles.css";
import { useTranslation } from "react-i18next";
import { useHours } from "../../office/asked";
import { Fetched, Page } from "../../office/Page";
import { HoursForm } from "./HoursForm";
import { OpenNow } from "./OpenNow";

export default function HoursPage() {
  const { t } = useTranslation();
  const hours = useHours();
  return (
    <Page title={t("admin.hours.title")} lead={t("admin.hours.lead")} actions={<OpenNow />}>
      <Fetched of={hours}>{(data) => <HoursForm key={JSON.stringify(data)} hours={data} />}</Fetched>
    </Page>
  );
}
