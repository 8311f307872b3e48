import type { RefObject } from "preact";
import { useEffect, useLayoutEffect } from "preact/hooks";
import { TEXT_LIMIT } from "../state/protocol";
import { useChat } from "./context";
import { Send } from "./icons";

/** With fewer characters left than this, the shopper is told how many. */
const NEAR_LIMIT = 400;
const MAX_HEIGHT = 160;

interface ComposerProps {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly draft: string;
  readonly setDraft: (draft: string) => void;
}

/** Where the shopper writes. What is too long is never cut: they see by how much. */
export function Composer({ field, draft, setDraft }: ComposerProps) {
  const { session, texts } = useChat();
  const left = TEXT_LIMIT - draft.length;
  const sendable = draft.trim() !== "" && left >= 0;

  const send = (): void => {
    if (!sendable) return;
    session.say(draft.trim());
    setDraft("");
    field.current?.focus();
  };
  const pressed = (event: KeyboardEvent): void => {
    // While an input method composes a character, Enter belongs to it.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is written decides the height
  useLayoutEffect(() => {
    const { current } = field;
    if (!current) return;
    current.style.height = "auto";
    current.style.height = `${Math.min(current.scrollHeight, MAX_HEIGHT)}px`;
  }, [field, draft]);
  useEffect(() => {
    if (draft) session.writing();
  }, [session, draft]);

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={field}
        rows={1}
        value={draft}
        placeholder={texts.placeholder}
        aria-label={texts.write}
        aria-describedby="hint"
        aria-invalid={left < 0}
        enterkeyhint="send"
        onInput={(event) => setDraft(event.currentTarget.value)}
        onKeyDown={pressed}
      />
      <span id="hint" class="unseen">
        {texts.hint}
      </span>
      {/* aria-disabled keeps the button in the tab order, so that focus is never lost on sending. */}
      <button type="submit" class="send" aria-label={texts.send} aria-disabled={!sendable}>
        <Send />
      </button>
      <span class={left < 0 ? "count over" : "count"} role="status">
        {left < 0 ? texts.over(-left) : left < NEAR_LIMIT ? texts.left(left) : ""}
      </span>
    </form>
  );
}
