import { ActionIcon, Button, CloseButton, Textarea, Tooltip } from "@mantine/core";
import { IconEraser, IconSend2 } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Topic } from "../../api/content";
import { AttemptView } from "./AttemptView";
import { CircumstancesBar } from "./CircumstancesBar";
import classes from "./Trying.module.css";
import { attempt, attemptAgain, forgetAttempts, toggleTry, useTries, useTryOpen } from "./tries";

interface Props {
  topic: Topic;
  /** The revision of the draft that the desk has. */
  saved: number;
  onExample: (change: (ways: readonly string[]) => string[], language?: string) => void;
}

/** A chat with the draft, beside the page. */
export function TryPanel(props: Props) {
  const open = useTryOpen((state) => state.open);
  return open ? <Panel {...props} /> : null;
}

function Panel({ topic, saved, onExample }: Props) {
  const { t } = useTranslation();
  const attempts = useTries((state) => state.attempts);
  const end = useRef<HTMLDivElement>(null);
  useAgainAfterSaving(saved);
  useEffect(() => {
    if (attempts.length > 0) end.current?.scrollIntoView({ block: "end" });
  }, [attempts.length]);
  return (
    <aside className={classes.panel} aria-label={t("studio.try.title")}>
      <div className={classes.head}>
        <h2>{t("studio.try.title")}</h2>
        {attempts.length > 0 && (
          <Tooltip label={t("studio.try.forget")}>
            <ActionIcon aria-label={t("studio.try.forget")} onClick={forgetAttempts}>
              <IconEraser size={17} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        )}
        <CloseButton aria-label={t("action.close")} onClick={toggleTry} />
      </div>
      <CircumstancesBar />
      <div className={classes.talk} role="log" aria-label={t("studio.try.log")}>
        {attempts.length === 0 && <p className={classes.lead}>{t("studio.try.lead")}</p>}
        {attempts.map((one) => (
          <AttemptView key={one.id} attempt={one} topic={topic} onExample={onExample} />
        ))}
        <div ref={end} />
      </div>
      <Field />
    </aside>
  );
}

function Field() {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const send = () => {
    if (text.trim()) attempt(text.trim());
    setText("");
  };
  return (
    <form
      className={classes.field}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Textarea
        aria-label={t("studio.try.write")}
        placeholder={t("studio.try.write")}
        autosize
        minRows={1}
        maxRows={5}
        maxLength={1000}
        data-autofocus
        autoFocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <Button type="submit" px="sm" aria-label={t("studio.try.send")}>
        <IconSend2 size={18} stroke={1.8} />
      </Button>
    </form>
  );
}

/** What was tried last is asked again once the desk has the changed draft. */
function useAgainAfterSaving(saved: number): void {
  const before = useRef(saved);
  useEffect(() => {
    if (before.current !== saved) attemptAgain();
    before.current = saved;
  }, [saved]);
}
