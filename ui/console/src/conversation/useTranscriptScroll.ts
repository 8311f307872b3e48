import { useVirtualizer, type VirtualItem, type Virtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Row } from "./rows";

/** So near to the end, in pixels, one is reading the newest. */
const NEAR = 48;
/** So near to an edge of what is here, in pixels, more is fetched: well before it is seen. */
const AHEAD = 1_200;
/** A row's height until it has been measured, in pixels. */
const ESTIMATE = 84;
const PADDING = 24;

/** Where each conversation was left, and how tall its rows were. */
const places = new Map<string, { offset: number; rows: VirtualItem[] } | null>();

interface Options {
  id: string;
  rows: readonly Row[];
  /** The last sequence shown; later ones are news. */
  last: number;
  /** Whether the end of the rows is the present. */
  present: boolean;
  /** The sequence of the message to show, from a link. */
  target: number | null;
  older: () => void;
  newer: () => void;
}

export interface TranscriptScroll {
  viewport: RefObject<HTMLElement | null>;
  virtualizer: Virtualizer<HTMLElement, HTMLLIElement>;
  /** The last sequence that was seen at the end; later ones are news to who reads further up. */
  seenTo: number;
  atEnd: boolean;
  toEnd: () => void;
}

/** A virtual transcript that stays at its end while one reads the end, and else never moves. */
export function useTranscriptScroll(options: Options): TranscriptScroll {
  const { id, rows, last, present, target } = options;
  const viewport = useRef<HTMLElement>(null);
  const [kept] = useState(() => (target !== null ? null : (places.get(id) ?? null)));
  const [atEnd, setAtEnd] = useState(kept === null && target === null);
  const [seenTo, setSeenTo] = useState(last);
  const virtualizer = useVirtualizer<HTMLElement, HTMLLIElement>({
    count: rows.length,
    getScrollElement: () => viewport.current,
    getItemKey: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
    estimateSize: () => ESTIMATE,
    useFlushSync: false,
    overscan: 8,
    paddingStart: PADDING,
    paddingEnd: 8,
    anchorTo: "end",
    followOnAppend: present,
    scrollEndThreshold: NEAR,
    ...(kept ? { initialOffset: kept.offset, initialMeasurementsCache: kept.rows } : {}),
  });
  const toEnd = useCallback(() => virtualizer.scrollToEnd(), [virtualizer]);
  useOpening(virtualizer, kept !== null, rows, target);
  useScrolled(viewport, () => {
    const box = viewport.current;
    if (!box) return;
    const below = box.scrollHeight - box.scrollTop - box.clientHeight;
    const end = present && below < NEAR;
    setAtEnd(end);
    places.set(id, end ? null : { offset: box.scrollTop, rows: virtualizer.takeSnapshot() });
    if (box.scrollHeight <= box.clientHeight) return;
    if (box.scrollTop < AHEAD) options.older();
    if (below < AHEAD) options.newer();
  });
  useKeptEnd(viewport, virtualizer, atEnd && present);
  // What was missed comes in above an answer that went out before it: nothing was appended to follow.
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at whenever there are other rows
  useLayoutEffect(() => {
    if (atEnd && present) toEnd();
  }, [rows]);
  useEffect(() => {
    if (atEnd) setSeenTo(last);
  }, [atEnd, last]);
  return { viewport, virtualizer, seenTo, atEnd, toEnd };
}

/** On opening: the end, the place where one left, or the message that a link names. */
function useOpening(
  virtualizer: Virtualizer<HTMLElement, HTMLLIElement>,
  resumes: boolean,
  rows: readonly Row[],
  target: number | null,
): void {
  const opened = useRef(resumes);
  useLayoutEffect(() => {
    if (opened.current || rows.length === 0) return;
    opened.current = true;
    if (target === null) virtualizer.scrollToEnd();
  }, [virtualizer, rows.length, target]);
  const shown = useRef<number | null>(null);
  const index = target === null ? -1 : rows.findIndex((row) => isMessage(row, target));
  useLayoutEffect(() => {
    if (target === null || index < 0 || shown.current === target) return;
    shown.current = target;
    virtualizer.scrollToIndex(index, { align: "center" });
  }, [virtualizer, index, target]);
}

function isMessage(row: Row, sequence: number): boolean {
  return row.kind === "message" && row.message.sequence === sequence;
}

function useScrolled(viewport: RefObject<HTMLElement | null>, act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const box = viewport.current;
    const listener = () => latest.current();
    box?.addEventListener("scroll", listener, { passive: true });
    return () => box?.removeEventListener("scroll", listener);
  }, [viewport]);
}

/** When the window or the composer changes its size, the end stays in view. */
function useKeptEnd(
  viewport: RefObject<HTMLElement | null>,
  virtualizer: Virtualizer<HTMLElement, HTMLLIElement>,
  keep: boolean,
): void {
  const latest = useRef(keep);
  latest.current = keep;
  useEffect(() => {
    const box = viewport.current;
    if (!box) return;
    const observer = new ResizeObserver(() => {
      if (latest.current) virtualizer.scrollToEnd();
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, [viewport, virtualizer]);
}
