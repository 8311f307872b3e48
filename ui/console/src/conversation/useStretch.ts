import { useEffect, useMemo, useRef, useState } from "react";
import type { Message } from "../api/types";
import { segmentAt } from "./segments";
import { inSegment, type Thread } from "./thread";
import { useAround, useNewer, useOlder } from "./useThread";

export interface Stretch {
  messages: Message[];
  /** Whether the conversation's first message is the first shown. */
  beginning: boolean;
  /** Whether what is said now would be shown. */
  present: boolean;
  older: () => void;
  newer: () => void;
  toPresent: () => void;
  busy: "older" | "newer" | "around" | null;
}

/** The stretch of a transcript that is shown: its end, or what is around a message that a link names. */
export function useStretch(id: string, thread: Thread, target: number | null): Stretch {
  const [anchor, setAnchor] = useState(target);
  const wanted = useRef(target);
  if (wanted.current !== target) {
    wanted.current = target;
    if (target !== null) setAnchor(target);
  }
  const older = useOlder(id);
  const newer = useNewer(id);
  const around = useAround(id);
  const found = segmentAt(thread.segments, anchor);
  const missing = anchor !== null && !found && thread.head !== null;
  const { mutate: fetchAround, isIdle, reset } = around;
  useEffect(() => {
    if (missing && isIdle) fetchAround(anchor);
    if (!missing) reset();
  }, [missing, isIdle, fetchAround, reset, anchor]);
  const segment = found ?? segmentAt(thread.segments, null);
  const messages = useMemo(() => inSegment(thread, segment), [thread, segment]);
  const beginning = segment !== undefined && thread.startsAt !== null && segment.from <= thread.startsAt;
  const present = segment?.to === Number.POSITIVE_INFINITY;
  return {
    messages,
    beginning,
    present,
    older: () => {
      if (segment && !beginning && !older.isPending) older.mutate(segment.from);
    },
    newer: () => {
      if (segment && !present && !newer.isPending) newer.mutate(segment.to);
    },
    toPresent: () => setAnchor(null),
    busy: older.isPending ? "older" : newer.isPending ? "newer" : around.isPending ? "around" : null,
  };
}
