import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useSections } from "../cases/useBoard";
import { usePreferences } from "../state/preferences";
import classes from "./Announcer.module.css";
import { useUnreadTotal } from "./seen";

/** The counter in the window's title, and a word to screen readers when somebody new waits. */
export function Announcer({ conversationId }: { conversationId: string | null }) {
  const { t } = useTranslation();
  const { waiting, mine } = useSections();
  const elsewhere = useMemo(
    () => mine.filter((item) => item.conversation_id !== conversationId),
    [mine, conversationId],
  );
  const unread = useUnreadTotal(elsewhere);
  const count = waiting.length + unread;
  const counter = usePreferences((state) => state.counter);
  const before = useRef(waiting.length);
  const grew = waiting.length > before.current;
  useEffect(() => {
    before.current = waiting.length;
  }, [waiting.length]);
  return (
    <>
      <title>{counter && count > 0 ? `(${count}) Sportello` : "Sportello"}</title>
      <div role="status" className={classes.spoken}>
        {grew && t("alert.nowWaiting", { count: waiting.length })}
      </div>
    </>
  );
}
