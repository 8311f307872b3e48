import { IconAlarm } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Case } from "../api/types";
import { useTime } from "../state/clock";
import { lasted } from "../words/times";
import classes from "./CaseRow.module.css";

/** With less than this left, in milliseconds, an answer is nearly due. */
const SOON = 5 * 60_000;

/** When an answer is due by our own promise, and which one; null where none is. */
export function dueOf(item: Case): { at: number; kind: "first" | "next" } | null {
  if (item.first_response_due) return { at: Date.parse(item.first_response_due), kind: "first" };
  if (item.next_response_due) return { at: Date.parse(item.next_response_due), kind: "next" };
  return null;
}

export function SlaClock({ item }: { item: Case }) {
  const { t } = useTranslation();
  const due = dueOf(item);
  const state = useTime((now) =>
    due === null ? "" : due.at < now ? "late" : due.at - now < SOON ? "soon" : "calm",
  );
  const words = useTime((now) => {
    if (due === null) return "";
    return due.at < now
      ? t("sla.late", { late: lasted(now - due.at, t) })
      : t("sla.left", { left: lasted(due.at - now, t) });
  });
  if (due === null) return null;
  return (
    <span className={classes.sla} data-sla={state} title={`${t(`sla.${due.kind}`)} ${words}`}>
      <IconAlarm size={13} stroke={1.9} aria-hidden />
      <span className={classes.spoken}>{t(`sla.${due.kind}`)} </span>
      {words}
    </span>
  );
}
