import { ActionIcon, Popover, Tooltip } from "@mantine/core";
import { IconMoodSmile } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Loading } from "../loading/Loading";
import { lazily } from "../loading/lazily";

const EmojiPanel = lazily(() => import("./EmojiPanel"));

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
        <Loading height="6rem">
          {opened && (
            <EmojiPanel
              onChoose={(emoji) => {
                setOpened(false);
                // The popover gives the focus back to its button first.
                setTimeout(() => onInsert(emoji));
              }}
            />
          )}
        </Loading>
      </Popover.Dropdown>
    </Popover>
  );
}
