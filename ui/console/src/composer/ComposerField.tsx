import { Textarea } from "@mantine/core";
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type Ref,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import * as calls from "../api/calls";
import type { ConversationHead } from "../api/types";
import { focusConversation } from "../conversation/focus";
import { tellComposing } from "../live/voice";
import { CompletionList } from "./CompletionList";
import classes from "./Composer.module.css";
import { LONGEST } from "./length";
import { chooseMode, type Mode } from "./mode";
import { useCompletion } from "./useCompletion";
import { useTakeFiles } from "./useTakeFiles";

/** The shopper and colleagues are shown that somebody writes at most so often, in milliseconds. */
const TYPING_MILLISECONDS = 4_000;

export interface FieldHandle {
  /** Puts words where the cursor is, and the cursor after them. */
  insert: (words: string) => void;
}

interface Props {
  ref: Ref<FieldHandle>;
  head: ConversationHead;
  mode: Mode;
  text: string;
  onWrite: (text: string) => void;
  onSend: () => void;
}

export function ComposerField({ ref, head, mode, text, onWrite, onSend }: Props) {
  const { t } = useTranslation();
  const area = useRef<HTMLTextAreaElement>(null);
  const [cursor, setCursor] = useState(text.length);
  const tellTyping = useTyping(head.id, mode);
  const takeFiles = useTakeFiles(head);
  const put = (next: string, to: number) => {
    flushSync(() => onWrite(next));
    area.current?.focus();
    area.current?.setSelectionRange(to, to);
    setCursor(to);
  };
  const completion = useCompletion(head, mode, { text, cursor, put });
  useImperativeHandle(ref, () => ({
    insert: (words) => {
      const from = area.current?.selectionStart ?? text.length;
      const to = area.current?.selectionEnd ?? text.length;
      put(text.slice(0, from) + words + text.slice(to), from + words.length);
    },
  }));
  const change = (value: string) => {
    onWrite(value);
    setCursor(area.current?.selectionStart ?? value.length);
    if (value.trim()) tellTyping();
  };
  const paste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    if (files.length === 0 || mode === "note") return;
    event.preventDefault();
    takeFiles(files);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // While a character is being composed, Enter chooses it.
    if (event.nativeEvent.isComposing || completion.onKey(event)) return;
    onKey(event, onSend, () => chooseMode(head.id, mode === "note" ? "reply" : "note"));
  };
  const open = completion.asked !== null && (mode === "reply" || completion.choices.length > 0);
  const name = head.contact.name || t("person.unnamed");
  return (
    <>
      {open && (
        <CompletionList
          id="completion"
          title={t(mode === "note" ? "mention.title" : "canned.title")}
          empty={t(mode === "note" ? "mention.none" : "canned.none")}
          hint={t("canned.hint")}
          choices={completion.choices}
          chosen={completion.chosen}
          onChoose={completion.choose}
          onPoint={completion.point}
        />
      )}
      <Textarea
        ref={area}
        id="reply"
        className={classes.text ?? ""}
        aria-label={t(mode === "note" ? "note.label" : "composer.label", { name })}
        aria-describedby="reply-hint"
        aria-autocomplete="list"
        aria-controls={open ? "completion" : undefined}
        aria-activedescendant={
          open && completion.choices.length > 0 ? `completion-${completion.chosen}` : undefined
        }
        placeholder={t(mode === "note" ? "note.placeholder" : "composer.placeholder")}
        autosize
        minRows={1}
        maxRows={9}
        maxLength={LONGEST}
        variant="unstyled"
        size="md"
        spellCheck
        lang={mode === "reply" ? (head.language ?? undefined) : undefined}
        value={text}
        onChange={(event) => change(event.currentTarget.value)}
        onSelect={(event) => setCursor(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
        onPaste={paste}
      />
    </>
  );
}

function onKey(event: KeyboardEvent<HTMLTextAreaElement>, send: () => void, swap: () => void): void {
  if (event.altKey && event.code === "KeyN") {
    event.preventDefault();
    swap();
  }
  if (event.altKey && event.code === "KeyU") {
    event.preventDefault();
    document.querySelector<HTMLElement>("[data-attach]")?.click();
  }
  if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    send();
  }
  if (event.key === "Escape") {
    event.stopPropagation();
    focusConversation();
  }
}

/** Colleagues are told of notes, too; the shopper is not. */
function useTyping(conversationId: string, mode: Mode): () => void {
  const lastTold = useRef(0);
  return () => {
    if (Date.now() - lastTold.current < TYPING_MILLISECONDS) return;
    lastTold.current = Date.now();
    tellComposing(conversationId);
    // A courtesy: nothing is lost when it does not get through.
    if (mode === "reply") calls.showTyping(conversationId).catch(() => undefined);
  };
}
