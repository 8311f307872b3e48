import { ActionIcon, Textarea, Tooltip } from "@mantine/core";
import { IconSend2 } from "@tabler/icons-react";
import { type FormEvent, type KeyboardEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import * as calls from "../api/calls";
import type { ConversationHead } from "../api/types";
import { useTime } from "../state/clock";
import { draftKey, useDrafts } from "../state/drafts";
import { useSession } from "../state/session";
import classes from "./Composer.module.css";
import { focusConversation } from "./focus";
import { useSender } from "./SenderProvider";

/** The desk accepts at most so many characters. */
const LIMIT = 10_000;
/** The shopper is shown that somebody writes at most so often, in milliseconds. */
const TYPING_MILLISECONDS = 4_000;

export function Composer({ head }: { head: ConversationHead }) {
  const { t } = useTranslation();
  const sender = useSender();
  const [text, write] = useDraft(head.id);
  const tellTyping = useTyping(head.id);
  const send = (event?: FormEvent) => {
    event?.preventDefault();
    if (!text.trim()) return;
    sender.say(head.id, text.trim());
    write("");
  };
  const change = (value: string) => {
    write(value);
    if (value.trim()) tellTyping();
  };
  return (
    <form className={classes.composer} onSubmit={send}>
      <Warning head={head} />
      <div className={classes.field}>
        <Textarea
          id="reply"
          aria-label={t("composer.label", { name: head.contact.name || t("person.unnamed") })}
          aria-describedby="reply-hint"
          placeholder={t("composer.placeholder")}
          autosize
          minRows={1}
          maxRows={9}
          maxLength={LIMIT}
          variant="unstyled"
          size="md"
          spellCheck
          lang={head.language ?? undefined}
          value={text}
          onChange={(event) => change(event.currentTarget.value)}
          onKeyDown={(event) => onKey(event, send)}
        />
        <Tooltip label={t("composer.send")}>
          <ActionIcon
            type="submit"
            variant="filled"
            color="green"
            size={38}
            radius="md"
            aria-label={t("composer.send")}
            disabled={!text.trim()}
          >
            <IconSend2 size={19} stroke={1.8} />
          </ActionIcon>
        </Tooltip>
      </div>
      <p id="reply-hint" className={classes.hint}>
        {t("composer.hint")}
      </p>
    </form>
  );
}

function onKey(event: KeyboardEvent<HTMLTextAreaElement>, send: () => void): void {
  // While a character is being composed, Enter chooses it.
  if (event.nativeEvent.isComposing) return;
  if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    send();
  }
  if (event.key === "Escape") {
    event.stopPropagation();
    focusConversation();
  }
}

function useDraft(conversationId: string): [string, (text: string) => void] {
  const key = draftKey(useSession().agent.id, conversationId);
  const text = useDrafts(({ texts }) => texts[key] ?? "");
  const write = useDrafts((drafts) => drafts.write);
  return [text, (value) => write(key, value)];
}

function useTyping(conversationId: string): () => void {
  const lastTold = useRef(0);
  return () => {
    if (Date.now() - lastTold.current < TYPING_MILLISECONDS) return;
    lastTold.current = Date.now();
    // A courtesy: nothing is lost when it does not get through.
    calls.showTyping(conversationId).catch(() => undefined);
  };
}

/** What may keep an answer from arriving, said before it is written. */
function Warning({ head }: { head: ConversationHead }) {
  const { t } = useTranslation();
  const closes = Date.parse(head.window_closes_at ?? "");
  const closed = useTime((now) => closes < now);
  if (head.blocked) return <p className={classes.warning}>{t("composer.blocked")}</p>;
  if (closed) return <p className={classes.warning}>{t("composer.windowClosed")}</p>;
  return null;
}
