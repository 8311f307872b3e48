import { Kbd, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Dialog } from "../shell/Dialog";
import { usePreferences } from "../state/preferences";
import classes from "./ShortcutsDialog.module.css";

const shortcuts = [
  ["next", ["J", "↓"]],
  ["previous", ["K", "↑"]],
  ["open", ["Enter"]],
  ["take", ["T"]],
  ["reply", ["R"]],
  ["send", ["Enter"]],
  ["newline", ["Shift + Enter"]],
  ["leave", ["Esc"]],
  ["resolve", ["E"]],
  ["handBack", ["B"]],
  ["palette", ["Ctrl + K"]],
  ["help", ["?"]],
] as const;

export function ShortcutsDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const singleKeys = usePreferences((state) => state.singleKeys);
  return (
    <Dialog opened={opened} onClose={onClose} title={t("keys.title")}>
      {!singleKeys && (
        <Text size="sm" c="dimmed" mb="sm">
          {t("keys.off")}
        </Text>
      )}
      <dl className={classes.keys}>
        {shortcuts.map(([name, keys]) => (
          <div key={name}>
            <dt>{t(`keys.${name}`)}</dt>
            <dd>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
