import { Kbd, Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconCopy, IconDots, IconFlag, IconLink } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Message } from "../api/types";
import { canBeFlagged, FLAGS, useFlagging } from "./flags";
import classes from "./MessageRow.module.css";

/** The address of one message, for colleagues. */
export function messageAddress(conversationId: string, sequence: number): string {
  return `${window.location.origin}/console/c/${conversationId}?m=${sequence}`;
}

/** A plain button until somebody opens it: there are thousands of messages. */
export function MessageMenu({ message }: { message: Message }) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState(false);
  if (!wanted) {
    return (
      <button
        type="button"
        className={classes.more}
        aria-label={t("messageMenu.title")}
        aria-haspopup="menu"
        aria-expanded={false}
        onClick={() => setWanted(true)}
      >
        <IconDots size={16} />
      </button>
    );
  }
  return <Opened message={message} onClose={() => setWanted(false)} />;
}

function Opened({ message, onClose }: { message: Message; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Menu defaultOpened onClose={onClose} position="bottom" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <button type="button" className={classes.more} aria-label={t("messageMenu.title")}>
          <IconDots size={16} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconLink size={16} aria-hidden />}
          onClick={() => void copy(messageAddress(message.conversation_id, message.sequence))}
        >
          {t("messageMenu.copyLink")}
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={() => void copy(message.text)}>
          {t("messageMenu.copyText")}
        </Menu.Item>
        {canBeFlagged(message) && <Flags message={message} />}
      </Menu.Dropdown>
    </Menu>
  );

  async function copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      notifications.show({ message: t("messageMenu.copied"), autoClose: 2_000 });
    } catch {
      notifications.show({ color: "red", message: t("messageMenu.notCopied"), role: "alert" });
    }
  }
}

const keys = { should_be_answered: "D", answered_wrong: "G" } as const;

function Flags({ message }: { message: Message }) {
  const { t } = useTranslation();
  const { mutate } = useFlagging();
  return (
    <>
      <Menu.Divider />
      {FLAGS.map((kind) => (
        <Menu.Item
          key={kind}
          leftSection={<IconFlag size={16} aria-hidden />}
          rightSection={<Kbd size="xs">{keys[kind]}</Kbd>}
          onClick={() => mutate({ message, kind })}
        >
          {t(`flag.${kind}`)}
        </Menu.Item>
      ))}
    </>
  );
}
