import { useVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Line } from "./arrange";
import { TopicLine } from "./TopicLine";
import classes from "./Topics.module.css";

const HEADING = 46;
const ROW = 58;

/** The lines of the list, of which only those near the view are in the page. */
export function TopicRows({ lines }: { lines: Line[] }) {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop(list.current?.offsetTop ?? 0), []);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => document.getElementById("conversation"),
    estimateSize: (index) => (lines[index]?.kind === "heading" ? HEADING : ROW),
    getItemKey: (index) => keyOf(lines[index]),
    scrollMargin: top,
    overscan: 12,
    useFlushSync: false,
  });
  return (
    <div className={classes.table}>
      <div className={classes.columns} aria-hidden>
        <span>{t("studio.topics.columns.topic")}</span>
        <span>{t("studio.topics.columns.asked")}</span>
        <span>{t("studio.topics.columns.ended")}</span>
        <span>{t("studio.topics.columns.score")}</span>
        <span>{t("studio.topics.columns.confused")}</span>
        <span>{t("studio.topics.columns.touched")}</span>
      </div>
      <ul
        ref={list}
        className={classes.rows}
        aria-label={t("studio.topics.title")}
        style={{ height: virtual.getTotalSize() }}
      >
        {virtual.getVirtualItems().map(({ key, index, start }) => {
          const line = lines[index];
          if (!line) return null;
          const style = { transform: `translateY(${start - virtual.options.scrollMargin}px)` };
          return line.kind === "heading" ? (
            <li key={key} className={classes.heading} style={style}>
              <h2>{line.title || t("studio.topics.noCategory")}</h2>
              <span>{line.count}</span>
            </li>
          ) : (
            <li key={key} className={classes.slot} style={style} data-walk={line.topic.name}>
              <TopicLine topic={line.topic} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function keyOf(line: Line | undefined): string {
  if (!line) return "";
  return line.kind === "heading" ? `category ${line.id}` : line.topic.name;
}
