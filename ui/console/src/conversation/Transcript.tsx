import { Button, Loader } from "@mantine/core";
import { IconArrowDown } from "@tabler/icons-react";
import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationHead, Message } from "../api/types";
import { useOutbox } from "../state/outbox";
import { useNotes } from "../state/queries";
import { LiveWords } from "./LiveWords";
import { notesWithin, rowsOf } from "./rows";
import classes from "./Transcript.module.css";
import { TranscriptRow } from "./TranscriptRow";
import { TypingLine } from "./TypingLine";
import type { Thread } from "./thread";
import { useFlagKeys } from "./useFlagKeys";
import { useStretch } from "./useStretch";
import { useTranscriptScroll } from "./useTranscriptScroll";

interface Props {
  thread: Thread;
  head: ConversationHead;
  /** The sequence of a message that a link names. */
  target: number | null;
}

export function Transcript({ thread, head, target }: Props) {
  const { t } = useTranslation();
  const stretch = useStretch(head.id, thread, target);
  const { messages, beginning, present } = stretch;
  useFlagKeys(messages);
  const unsent = useUnsent(head.id, messages);
  const { data: notes } = useNotes(head.id);
  const rows = useMemo(
    () => rowsOf(messages, notesWithin(notes ?? [], messages, beginning, present), present ? unsent : []),
    [messages, notes, unsent, beginning, present],
  );
  const last = messages.at(-1)?.sequence ?? 0;
  const scroll = useTranscriptScroll({ ...stretch, id: head.id, rows, last, target });
  const { virtualizer, atEnd } = scroll;
  const toPresent = useWayToPresent(stretch, scroll.toEnd, unsent.length);
  return (
    <div className={classes.frame}>
      <section
        ref={scroll.viewport}
        className={classes.viewport}
        aria-label={t("conversation.transcript")}
        aria-busy={stretch.busy !== null}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it
        tabIndex={0}
      >
        <div className={classes.content}>
          <ol className={classes.messages} style={{ height: virtualizer.getTotalSize() }}>
            {virtualizer.getVirtualItems().map((item) => {
              const row = rows[item.index];
              return (
                row && (
                  <li
                    key={item.key}
                    ref={virtualizer.measureElement}
                    data-index={item.index}
                    className={classes.slot}
                    style={{ top: item.start }}
                  >
                    <TranscriptRow row={row} channel={head.channel} target={target} />
                  </li>
                )
              );
            })}
          </ol>
          <TypingLine head={head} />
        </div>
        {stretch.busy && (
          <span className={classes.loading} data-where={stretch.busy}>
            <Loader size="xs" aria-label={t("conversation.loadingEarlier")} />
          </span>
        )}
      </section>
      {!atEnd && <ToPresent stretch={stretch} seenTo={scroll.seenTo} onGo={toPresent} />}
      <LiveWords messages={messages} />
    </div>
  );
}

type Stretch = ReturnType<typeof useStretch>;

/** What one writes oneself is always seen; the way back to the present may first have to be fetched. */
function useWayToPresent({ present, toPresent }: Stretch, toEnd: () => void, unsent: number): () => void {
  const going = useRef(false);
  const before = useRef(unsent);
  useEffect(() => {
    if (going.current && present) {
      going.current = false;
      toEnd();
    }
  }, [present, toEnd]);
  const go = () => {
    if (present) return toEnd();
    going.current = true;
    toPresent();
  };
  const latest = useRef(go);
  latest.current = go;
  useEffect(() => {
    if (unsent > before.current) latest.current();
    before.current = unsent;
  }, [unsent]);
  return go;
}

/** What this agent wrote here and the desk has not confirmed. */
function useUnsent(conversationId: string, messages: readonly Message[]) {
  const all = useOutbox((state) => state.unsent);
  return useMemo(() => {
    const confirmed = new Set(messages.map((message) => message.client_id));
    return all.filter((item) => item.conversationId === conversationId && !confirmed.has(item.clientId));
  }, [all, conversationId, messages]);
}

function ToPresent({ stretch, seenTo, onGo }: { stretch: Stretch; seenTo: number; onGo: () => void }) {
  const { t } = useTranslation();
  const fresh = stretch.messages.filter(({ sequence }) => sequence > seenTo).length;
  return (
    <Button
      className={classes.pill ?? ""}
      size="xs"
      radius="xl"
      variant={fresh > 0 && stretch.present ? "filled" : "default"}
      leftSection={<IconArrowDown size={15} aria-hidden />}
      onClick={onGo}
    >
      {fresh > 0 && stretch.present ? t("conversation.newMessages", { count: fresh }) : t("present.to")}
    </Button>
  );
}
