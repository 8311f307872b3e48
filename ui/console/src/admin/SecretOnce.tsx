import { Button, CopyButton, Group } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "./Admin.module.css";

/** A value that the desk does not keep, and so shows this once. */
export function SecretOnce({ value, lead, onDone }: { value: string; lead: string; onDone: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      <div className={classes.secret} role="status">
        {lead}
        <code>{value}</code>
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button size="xs" leftSection={<IconCopy size={15} aria-hidden />} onClick={copy} data-autofocus>
              {t(copied ? "security.copied" : "security.copy")}
            </Button>
          )}
        </CopyButton>
      </div>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onDone}>
          {t("action.close")}
        </Button>
      </Group>
    </>
  );
}
