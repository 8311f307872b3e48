import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { type Layout, type Seen, seenRows, shift } from "./layout";

/** What one looks at stays where it is when rows come or go above it; at the top, new ones come into view. */
export function useHeldInPlace(scroller: RefObject<HTMLDivElement | null>, layout: Layout): void {
  const seen = useRef<Seen[]>([]);
  const latest = useRef(layout);
  latest.current = layout;
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    if (box.scrollTop > 0) box.scrollTop += shift(layout, seen.current);
    seen.current = look(box, layout);
  }, [scroller, layout]);
  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const remember = () => {
      seen.current = look(box, latest.current);
    };
    box.addEventListener("scroll", remember, { passive: true });
    return () => box.removeEventListener("scroll", remember);
  }, [scroller]);
}

function look(box: HTMLElement, layout: Layout): Seen[] {
  return seenRows(layout, box.scrollTop, box.scrollTop + box.clientHeight);
}
