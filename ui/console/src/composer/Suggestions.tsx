import { Kbd } from "@mantine/core";
import { IconBulb } from "@tabler/icons-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationHead } from "../api/types";
import { keysAreTaken } from "../conversation/focus";
import { usePreferences } from "../state/preferences";
import { useSuggestions } from "../state/queries";
import classes from "./Suggestions.module.css";

interface Props {
  head: ConversationHead;
  /** Nothing has been written yet: a suggestion would not be in the way. */
  empty: boolean;
  onInsert: (text: string) => void;
}

/** Replies that may fit; one key puts one into the field, and nothing is ever sent by itself. */
export function Suggestions({ head, empty, onInsert }: Props) {
  const { t, i18n } = useTranslation();
  const { data } = useSuggestions(head.id, head.last_shopper_at, true);
  const shown = (data ?? []).slice(0, 5);
  const percent = new Intl.NumberFormat(i18n.language, { style: "percent", maximumFractionDigits: 0 });
  useSuggestionKeys((index) => {
    const suggestion = shown[index];
    if (suggestion) onInsert(suggestion.text);
    return suggestion !== undefined;
  });
  if (!empty || shown.length === 0) return null;
  return (
    <ul className={classes.list} aria-label={t("suggestion.title")}>
      <li className={classes.sign} aria-hidden>
        <IconBulb size={16} stroke={1.7} />
      </li>
      {shown.map((suggestion, index) => (
        <li key={`${suggestion.kind}-${suggestion.title}`}>
          <button
            type="button"
            className={classes.suggestion}
            title={suggestion.text}
            aria-keyshortcuts={`Alt+${index + 1}`}
            data-suggestion={index + 1}
            onClick={() => onInsert(suggestion.text)}
          >
            <span>
              <span className={classes.spoken}>{t("suggestion.insert")} </span>
              {suggestion.title}
            </span>
            <small>
              {suggestion.confidence === null
                ? t(`suggestion.kind.${suggestion.kind}`)
                : percent.format(suggestion.confidence)}
            </small>
            <Kbd aria-hidden>{index + 1}</Kbd>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** 1 to 5 where nothing is being written; with Alt also while writing. */
function useSuggestionKeys(insert: (index: number) => boolean): void {
  const singleKeys = usePreferences((state) => state.singleKeys);
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      const number = /^Digit([1-5])$/u.exec(event.code)?.[1];
      if (!number || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (!event.altKey && (!singleKeys || keysAreTaken())) return;
      if (insert(Number(number) - 1)) event.preventDefault();
    };
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  });
}
