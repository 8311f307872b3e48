import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Message } from "../api/types";
import classes from "./Transcript.module.css";

/** Says aloud what others write while the conversation is open; what was said before stays quiet. */
export function LiveWords({ messages }: { messages: readonly Message[] }) {
  const { t } = useTranslation();
  const openedAt = useRef(messages.at(-1)?.sequence ?? 0);
  const newest = messages.findLast(
    (message) => message.sequence > openedAt.current && message.author !== "system",
  );
  return (
    <div className={classes.spoken} role="log" aria-live="polite" aria-label={t("conversation.news")}>
      {newest && (
        <p
          key={newest.id}
        >{`${newest.author_name || t(`author.${newest.author}`)}: ${newest.text || t("message.noText")}`}</p>
      )}
    </div>
  );
}
