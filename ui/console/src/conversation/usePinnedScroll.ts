import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Message } from "../api/types";

/** So near to the end, in pixels, one is reading the newest. */
const NEAR = 48;
/** So near to the top, in pixels, older messages are fetched. */
const TOP = 160;

/** Where each conversation was left, as pixels from its end; null at the end. */
const places = new Map<string, number | null>();

interface PinnedScroll {
  viewport: RefObject<HTMLElement | null>;
  content: RefObject<HTMLDivElement | null>;
  /** Messages that came while one was reading further up. */
  fresh: number;
  toEnd: () => void;
}

/** Stays at the end while one reads the end, and never moves what one reads further up. */
export function usePinnedScroll(id: string, messages: readonly Message[], older: () => void): PinnedScroll {
  const viewport = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const pinned = useRef((places.get(id) ?? null) === null);
  const [seenTo, setSeenTo] = useState(() => messages.at(-1)?.sequence ?? 0);
  const last = messages.at(-1)?.sequence ?? 0;

  const toEnd = useCallback(() => {
    pinned.current = true;
    const box = viewport.current;
    if (box) box.scrollTop = box.scrollHeight;
  }, []);

  useKeptDistance(viewport, id, messages[0]?.id);
  useGrowth(viewport, content, pinned);

  const atScroll = useRef<() => void>(() => undefined);
  atScroll.current = () => {
    const box = viewport.current;
    if (!box) return;
    const below = box.scrollHeight - box.scrollTop - box.clientHeight;
    pinned.current = below < NEAR;
    places.set(id, pinned.current ? null : below);
    if (pinned.current) setSeenTo(last);
    if (box.scrollTop < TOP && box.scrollHeight > box.clientHeight) older();
  };
  useEffect(() => {
    const box = viewport.current;
    const listener = () => atScroll.current();
    box?.addEventListener("scroll", listener, { passive: true });
    return () => box?.removeEventListener("scroll", listener);
  }, []);
  useEffect(() => {
    if (pinned.current) setSeenTo(last);
  }, [last]);

  const fresh = pinned.current ? 0 : messages.filter((message) => message.sequence > seenTo).length;
  return { viewport, content, fresh, toEnd };
}

/** Keeps the distance from the end when older messages come in above, and when one comes back. */
function useKeptDistance(
  viewport: RefObject<HTMLElement | null>,
  id: string,
  firstId: string | undefined,
): void {
  const opened = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when another message has become the first
  useLayoutEffect(() => {
    const box = viewport.current;
    if (!box) return;
    const below = places.get(id) ?? null;
    if (below !== null) box.scrollTop = box.scrollHeight - box.clientHeight - below;
    else if (!opened.current) box.scrollTop = box.scrollHeight;
    opened.current = true;
  }, [viewport, id, firstId]);
}

/** Follows the end when something grows: a message, an image that has loaded, the composer. */
function useGrowth(
  viewport: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
  pinned: RefObject<boolean>,
): void {
  useEffect(() => {
    const box = viewport.current;
    if (!box || !content.current) return;
    const observer = new ResizeObserver(() => {
      if (pinned.current) box.scrollTop = box.scrollHeight;
    });
    observer.observe(content.current);
    observer.observe(box);
    return () => observer.disconnect();
  }, [viewport, content, pinned]);
}
