import { useTranslation } from "react-i18next";
import type { FindingKind } from "../../api/learning";
import classes from "./Inbox.module.css";
import { kinds } from "./useInbox";

/** What agents and shoppers told us outweighs what the assistant noticed by itself. */
const told: ReadonlySet<FindingKind> = new Set([
  "low_satisfaction",
  "agent_correction",
  "should_be_answered",
  "answered_wrong",
]);

/** Why messages are in the inbox, and how many for each reason. */
export function KindChips({ kinds: counts }: { kinds: Partial<Record<FindingKind, number>> }) {
  const { t } = useTranslation();
  const shown = kinds.filter((kind) => counts[kind]);
  return (
    <>
      {shown.map((kind) => (
        <span key={kind} className={classes.kind} data-told={told.has(kind) || undefined}>
          {t(`learning.kinds.${kind}`)}
          {(counts[kind] ?? 0) > 1 && <b> {counts[kind]}</b>}
        </span>
      ))}
    </>
  );
}
