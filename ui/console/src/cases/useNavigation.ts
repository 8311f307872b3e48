import { type RefObject, useEffect } from "react";
import { HEADING, type Layout, ROW, shownCases, topOf } from "./layout";
import { headFor, headsFor, setNavigator } from "./navigator";

/** A row may need so many frames to come into the page. */
const FRAMES = 10;

/** Lets the keyboard walk through rows that are not in the page. */
export function useNavigation(
  scroller: RefObject<HTMLDivElement | null>,
  layout: Layout,
  open: string | null,
): void {
  useEffect(() => {
    const reveal = (caseId: string) => {
      const box = scroller.current;
      const top = topOf(layout, caseId);
      if (!box || top === null) return;
      const heading = (layout.row / ROW) * HEADING;
      if (top - heading < box.scrollTop) box.scrollTop = top - heading;
      const lowest = top + layout.row - box.clientHeight;
      if (lowest > box.scrollTop) box.scrollTop = lowest;
      headFor(caseId);
      focusRow(box, caseId, FRAMES);
    };
    setNavigator({ cases: shownCases(layout), open, reveal });
    return () => setNavigator(null);
  }, [scroller, layout, open]);
}

function focusRow(box: HTMLElement, caseId: string, frames: number): void {
  if (!headsFor(caseId)) return;
  const row = box.querySelector<HTMLElement>(`a[data-case="${CSS.escape(caseId)}"]`);
  if (!row && frames > 0) {
    requestAnimationFrame(() => focusRow(box, caseId, frames - 1));
    return;
  }
  headFor(null);
  row?.focus({ preventScroll: true });
}
