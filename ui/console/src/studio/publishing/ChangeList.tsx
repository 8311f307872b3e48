import { IconChevronRight } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { Change, ItemState, VersionItem } from "../../api/content";
import { shortTime } from "../../words/times";
import { ItemDifference } from "../difference/ItemDifference";
import { StateChip } from "../StateChip";
import classes from "./Publishing.module.css";

interface Props {
  items: (Change | VersionItem)[];
  names: readonly [string, string];
}

/** Things that differ, each to open for its difference. */
export function ChangeList({ items, names }: Props) {
  return (
    <ul className={classes.changes}>
      {items.map((item) => (
        <li key={item.item}>
          <One item={item} names={names} />
        </li>
      ))}
    </ul>
  );
}

function One({ item, names }: { item: Change | VersionItem; names: Props["names"] }) {
  const { t, i18n } = useTranslation();
  const [open, setOpen] = useState(false);
  const path = pathOf(item.item);
  const change = "state" in item ? item : null;
  return (
    <details className={classes.change} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <IconChevronRight size={16} aria-hidden />
        <strong>{item.title}</strong>
        <StateChip state={stateOf(item)} />
        {change?.by && change.at && (
          <span className={classes.soft}>
            {t("studio.publishing.changedBy", { name: change.by, at: shortTime(change.at, i18n.language) })}
          </span>
        )}
      </summary>
      {open && (
        <div className={classes.inside}>
          <ItemDifference before={item.before} after={item.after} names={names} />
          {path && change && <Link href={path}>{t("studio.publishing.open")}</Link>}
        </div>
      )}
    </details>
  );
}

function stateOf({ before, after, ...rest }: Change | VersionItem): ItemState {
  if ("state" in rest) return rest.state;
  if (!before) return "new";
  return after ? "changed" : "removed";
}

/** The page on which something is edited. */
function pathOf(item: string): string | null {
  const [kind, name] = item.split(/:(.*)/su);
  if (kind === "topic") return `/studio/topics/${name}`;
  if (kind === "phrase") return `/studio/phrases/${name}`;
  return kind === "thresholds" ? "/studio/thresholds" : null;
}
