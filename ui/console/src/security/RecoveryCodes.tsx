import { Button, CopyButton, Group, Text } from "@mantine/core";
import { IconCopy, IconDownload, IconPrinter } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useSession } from "../state/session";
import classes from "./Security.module.css";

/** Codes for the day the telephone is lost, shown this once. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const { t } = useTranslation();
  const { agent } = useSession();
  const written = [`Sportello · ${agent.email}`, t("security.keepLead"), "", ...codes, ""].join("\n");
  return (
    <>
      <Text mb="sm">{t("security.keepLead")}</Text>
      <ol className={classes.codes} data-print>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <Group gap="xs" mt="md">
        <CopyButton value={codes.join("\n")}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              size="xs"
              leftSection={<IconCopy size={15} aria-hidden />}
              onClick={copy}
            >
              {t(copied ? "security.copied" : "security.copy")}
            </Button>
          )}
        </CopyButton>
        <Button
          component="a"
          variant="default"
          size="xs"
          download="sportello-recovery-codes.txt"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(written)}`}
          leftSection={<IconDownload size={15} aria-hidden />}
        >
          {t("security.download")}
        </Button>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPrinter size={15} aria-hidden />}
          onClick={() => window.print()}
        >
          {t("security.print")}
        </Button>
        <Button ms="auto" onClick={onDone}>
          {t("security.kept")}
        </Button>
      </Group>
    </>
  );
}
