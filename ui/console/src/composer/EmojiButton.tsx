import { ActionIcon, Popover, Tooltip } from "@mantine/core";
import { IconMoodSmile } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

const EmojiPanel = lazy(() => import("./EmojiPanel"));

/** Emoji are fetched when somebody first wants one. */
export function EmojiButton({ onInsert }: { onInsert: (words: string) => void }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="top-start"
      trapFocus
      returnFocus
      shadow="md"
      withRoles
    >
      <Popover.Target>
        <Tooltip label={t("emoji.open")} disabled={opened}>
          <ActionIcon size={32} aria-label={t("emoji.open")} onClick={() => setOpened(!opened)}>
            <IconMoodSmile size={19} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={t("emoji.open")}>
        <Suspense fallback={null}>
          {opened && (
            <EmojiPanel
              onChoose={(emoji) => {
                setOpened(false);
                // The popover gives the focus back to its button first.
                setTimeout(() => onInsert(emoji));
              }}
            />
          )}
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
