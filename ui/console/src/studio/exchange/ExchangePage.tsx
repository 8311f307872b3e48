import "@mantine/dropzone/styles.css";
import { Button, Group } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImportPreview, ImportReport } from "../../api/learning";
import { Card, Page } from "../../office/Page";
import { Preview } from "./Preview";
import { Report } from "./Report";
import { Source } from "./Source";

/** Questions and answers from elsewhere, looked at before they are taken; and ours to take away. */
export default function ExchangePage() {
  const { t } = useTranslation();
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [report, setReport] = useState<ImportReport | null>(null);
  const again = () => {
    setPreview(null);
    setReport(null);
  };
  return (
    <Page title={t("learning.exchange.title")} lead={t("learning.exchange.lead")}>
      {report && preview ? (
        <Report report={report} preview={preview} onAgain={again} />
      ) : preview ? (
        <Preview preview={preview} onTaken={setReport} onDiscard={again} />
      ) : (
        <Source onRead={setPreview} />
      )}
      {!preview && <Export />}
    </Page>
  );
}

const formats = ["xlsx", "csv", "rasa"] as const;

function Export() {
  const { t } = useTranslation();
  return (
    <Card title={t("learning.exchange.export")} lead={t("learning.exchange.exportLead")}>
      <Group gap="xs">
        {formats.map((format) => (
          <Button
            key={format}
            component="a"
            variant="default"
            download
            href={`/api/content/export?format=${format}`}
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t(`learning.exchange.${format}`)}
          </Button>
        ))}
      </Group>
    </Card>
  );
}
