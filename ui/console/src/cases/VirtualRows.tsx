import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback } from "react";
import { CaseRow } from "./CaseRow";
import type { Placed } from "./layout";
import classes from "./QueuePane.module.css";

interface Props {
  section: Placed;
  row: number;
  scroller: RefObject<HTMLDivElement | null>;
  open: string | null;
}

/** The rows of one section, of which only those near the view are in the page. */
export function VirtualRows({ section: { name, cases, listTop }, row, scroller, open }: Props) {
  const withFocused = useCallback(
    (range: Range) => {
      const indexes = defaultRangeExtractor(range);
      const focused = cases.findIndex(({ id }) => id === focusedId());
      // The focus would be lost with its row.
      return focused < 0 || indexes.includes(focused) ? indexes : [...indexes, focused].sort((a, b) => a - b);
    },
    [cases],
  );
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLLIElement>({
    count: cases.length,
    getScrollElement: () => scroller.current,
    getItemKey: useCallback((index: number) => cases[index]?.id ?? index, [cases]),
    estimateSize: () => row,
    scrollMargin: listTop,
    useFlushSync: false,
    overscan: 6,
    rangeExtractor: withFocused,
  });
  return (
    <ul className={classes.rows} aria-labelledby={`queue-${name}`} style={{ height: cases.length * row }}>
      {virtualizer.getVirtualItems().map((item) => {
        const shown = cases[item.index];
        return (
          shown && (
            <li
              key={item.key}
              className={classes.slot}
              style={{ top: item.index * row }}
              aria-posinset={item.index + 1}
              aria-setsize={cases.length}
            >
              <CaseRow item={shown} open={shown.conversation_id === open} mine={name === "mine"} />
            </li>
          )
        );
      })}
    </ul>
  );
}

function focusedId(): string | undefined {
  return document.activeElement?.closest<HTMLElement>("[data-row]")?.dataset.row;
}
