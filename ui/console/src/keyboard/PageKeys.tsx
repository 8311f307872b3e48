import { ActionIcon, Kbd, Text, Tooltip } from "@mantine/core";
import { IconKeyboard } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../shell/Dialog";
import { usePreferences } from "../state/preferences";
import classes from "./ShortcutsDialog.module.css";

/** What is done, and by which keys. */
export type KeyLine = readonly [label: string, keys: readonly string[]];

interface Props {
  lines: readonly KeyLine[];
  opened: boolean;
  onOpen: () => void;
  onClose: () => void;
}

/** The keys of one page: a button that shows them, and the window that `?` opens, too. */
export function PageKeys({ lines, opened, onOpen, onClose }: Props) {
  const { t } = useTranslation();
  const singleKeys = usePreferences((state) => state.singleKeys);
  return (
    <>
      <Tooltip label={t("learning.keys.title")}>
        <ActionIcon
          variant="default"
          size={36}
          visibleFrom="sm"
          aria-label={t("learning.keys.title")}
          onClick={onOpen}
        >
          <IconKeyboard size={19} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      <Dialog opened={opened} onClose={onClose} title={t("learning.keys.title")}>
        {!singleKeys && (
          <Text size="sm" c="dimmed" mb="sm">
            {t("keys.off")}
          </Text>
        )}
        <dl className={classes.keys}>
          {lines.map(([label, keys]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                {keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      </Dialog>
    </>
  );
}
