import {
  IconAlertTriangle,
  IconArrowsLeftRight,
  IconEyeExclamation,
  IconMoodSad,
  IconStarFilled,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Case } from "../api/types";
import classes from "./CaseRow.module.css";

/** Small signs of what matters besides the reason; each says its name to who points or listens. */
export function CaseMarks({ item }: { item: Case }) {
  const { t } = useTranslation();
  const bounces = item.bounces ?? 0;
  const tags = item.tags ?? [];
  return (
    <span className={classes.marks}>
      {item.safety && (
        <Mark label={t("row.safety")} tone="alarm">
          <IconAlertTriangle size={15} stroke={1.9} aria-hidden />
        </Mark>
      )}
      {item.needs_supervisor && (
        <Mark label={t("row.needsSupervisor")} tone="alarm">
          <IconEyeExclamation size={15} stroke={1.8} aria-hidden />
        </Mark>
      )}
      {item.vip && (
        <Mark label={t("row.vip")} tone="vip">
          <IconStarFilled size={13} aria-hidden />
        </Mark>
      )}
      {item.frustrated && (
        <Mark label={t("row.frustrated")}>
          <IconMoodSad size={15} stroke={1.8} aria-hidden />
        </Mark>
      )}
      {bounces > 0 && (
        <Mark label={t("row.bounces", { count: bounces })}>
          <IconArrowsLeftRight size={14} stroke={1.8} aria-hidden />
        </Mark>
      )}
      {tags.slice(0, 4).map((tag) => (
        <Mark key={tag.id} label={tag.name}>
          <i className={classes.tag} style={{ background: tag.color }} />
        </Mark>
      ))}
    </span>
  );
}

function Mark({ label, tone, children }: { label: string; tone?: "vip" | "alarm"; children: ReactNode }) {
  return (
    <span title={label} data-tone={tone}>
      {children}
      <span className={classes.spoken}>{label}</span>
    </span>
  );
}
