import { ActionIcon, Button, SegmentedControl, Tooltip } from "@mantine/core";
import { IconPaperclip, IconSend2, IconSlash } from "@tabler/icons-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationHead } from "../api/types";
import { useChannel } from "../state/queries";
import classes from "./Composer.module.css";
import { EmojiButton } from "./EmojiButton";
import { Limits } from "./Limits";
import { chooseMode, type Mode } from "./mode";
import { useTakeFiles } from "./useTakeFiles";

interface Props {
  head: ConversationHead;
  mode: Mode;
  mine: boolean;
  text: string;
  ready: boolean;
  onInsert: (words: string) => void;
}

/** Under the field: what is written, what can be put in, what the channel allows, and the way out. */
export function ComposerBar({ head, mode, mine, text, ready, onInsert }: Props) {
  const { t } = useTranslation();
  const label = t(mode === "note" ? "note.save" : "composer.send");
  return (
    <div className={classes.bar}>
      {mine && <ModeSwitch id={head.id} mode={mode} />}
      <div className={classes.tools}>
        {mode === "reply" && (
          <>
            <AttachButton head={head} />
            <Tooltip label={`${t("canned.insert")} (/)`}>
              <ActionIcon
                size={32}
                aria-label={t("canned.insert")}
                onClick={() => onInsert(text === "" || /\s$/u.test(text) ? "/" : " /")}
              >
                <IconSlash size={18} stroke={1.7} />
              </ActionIcon>
            </Tooltip>
          </>
        )}
        <EmojiButton onInsert={onInsert} />
      </div>
      <Limits head={head} mode={mode} text={text} />
      <Tooltip label={label}>
        {mode === "note" ? (
          <Button type="submit" size="xs" className={classes.save ?? ""} disabled={!ready}>
            {label}
          </Button>
        ) : (
          <ActionIcon
            type="submit"
            variant="filled"
            color="green"
            size={34}
            radius="md"
            aria-label={label}
            disabled={!ready}
          >
            <IconSend2 size={18} stroke={1.8} />
          </ActionIcon>
        )}
      </Tooltip>
    </div>
  );
}

export function ModeSwitch({ id, mode }: { id: string; mode: Mode }) {
  const { t } = useTranslation();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t("compose.mode")}
      value={mode}
      onChange={(value) => {
        chooseMode(id, value as Mode);
      }}
      data={[
        { value: "reply", label: t("compose.reply") },
        { value: "note", label: t("compose.note") },
      ]}
    />
  );
}

function AttachButton({ head }: { head: ConversationHead }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const takeFiles = useTakeFiles(head);
  const accept = useChannel(head.channel)?.attachments?.media_types.join(",");
  return (
    <>
      <Tooltip label={t("upload.add")}>
        <ActionIcon size={32} aria-label={t("upload.add")} onClick={() => input.current?.click()} data-attach>
          <IconPaperclip size={18} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={accept}
        onChange={(event) => {
          takeFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}
