import { Button, Loader } from "@mantine/core";
import { IconArrowDown } from "@tabler/icons-react";
import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationHead } from "../api/types";
import { useShopperTyping } from "../live/typing";
import { now } from "../state/clock";
import { useOutbox } from "../state/outbox";
import { dayName } from "../words/times";
import { LiveWords } from "./LiveWords";
import { MessageRow } from "./MessageRow";
import { withDays } from "./rows";
import classes from "./Transcript.module.css";
import { inOrder, type Thread } from "./thread";
import { UnsentRow } from "./UnsentRow";
import { usePinnedScroll } from "./usePinnedScroll";
import { useOlder } from "./useThread";

export function Transcript({ thread, head }: { thread: Thread; head: ConversationHead }) {
  const { t, i18n } = useTranslation();
  const messages = useMemo(() => inOrder(thread), [thread]);
  const rows = useMemo(() => withDays(messages), [messages]);
  const unsent = useUnsent(head.id, messages);
  const older = useOlder(head.id);
  const more = !thread.beginning && !older.isPending;
  const { viewport, content, fresh, toEnd } = usePinnedScroll(
    head.id,
    messages,
    () => more && older.mutate(),
  );
  // What one writes oneself is always seen.
  useEffect(() => {
    if (unsent.length > 0) toEnd();
  }, [unsent.length, toEnd]);
  return (
    <div className={classes.frame}>
      <section
        ref={viewport}
        className={classes.viewport}
        aria-label={t("conversation.transcript")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it
        tabIndex={0}
      >
        <div ref={content} className={classes.content}>
          <Earlier beginning={thread.beginning} busy={older.isPending} onMore={() => older.mutate()} />
          <ol className={classes.messages}>
            {rows.map((row) =>
              row.kind === "day" ? (
                <li key={row.key} className={classes.day}>
                  <h3>{dayName(row.at, now(), i18n.language)}</h3>
                </li>
              ) : (
                <MessageRow
                  key={row.message.id}
                  message={row.message}
                  first={row.first}
                  channel={head.channel}
                />
              ),
            )}
            {unsent.map((item) => (
              <UnsentRow key={item.clientId} item={item} />
            ))}
          </ol>
          <Typing id={head.id} name={head.contact.name} />
        </div>
      </section>
      {fresh > 0 && (
        <Button
          className={classes.pill ?? ""}
          size="xs"
          radius="xl"
          leftSection={<IconArrowDown size={15} aria-hidden />}
          onClick={toEnd}
        >
          {t("conversation.newMessages", { count: fresh })}
        </Button>
      )}
      <LiveWords messages={messages} />
    </div>
  );
}

/** What this agent wrote here and the desk has not confirmed. */
function useUnsent(conversationId: string, messages: readonly { client_id: string | null }[]) {
  const all = useOutbox((state) => state.unsent);
  return useMemo(() => {
    const confirmed = new Set(messages.map((message) => message.client_id));
    return all.filter((item) => item.conversationId === conversationId && !confirmed.has(item.clientId));
  }, [all, conversationId, messages]);
}

function Earlier({ beginning, busy, onMore }: { beginning: boolean; busy: boolean; onMore: () => void }) {
  const { t } = useTranslation();
  if (beginning) return null;
  return (
    <div className={classes.earlier}>
      {busy ? (
        <Loader size="xs" aria-label={t("conversation.loadingEarlier")} />
      ) : (
        <Button variant="subtle" size="xs" onClick={onMore}>
          {t("conversation.earlier")}
        </Button>
      )}
    </div>
  );
}

function Typing({ id, name }: { id: string; name: string | null }) {
  const { t } = useTranslation();
  const typing = useShopperTyping(id);
  return (
    <p className={classes.typing} aria-live="polite">
      {typing && (
        <>
          <span className={classes.dots} aria-hidden>
            <i />
            <i />
            <i />
          </span>
          {t("conversation.typing", { name: name || t("person.unnamed") })}
        </>
      )}
    </p>
  );
}
