import { IconAlertTriangle, IconCalendarEvent, IconExclamationCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { TopicRow } from "../../api/content";
import { useTime } from "../../state/clock";
import { dateOf, shortTime } from "../../words/times";
import { StateChip } from "../StateChip";
import { endedWell } from "./arrange";
import classes from "./Topics.module.css";

/** One topic in the list: how it goes, and what is wrong with it. */
export function TopicLine({ topic }: { topic: TopicRow }) {
  const { t, i18n } = useTranslation();
  const { asked, score, confusions, touched_at, touched_by } = topic;
  const [confused] = confusions;
  return (
    <Link href={`/studio/topics/${topic.name}`} className={classes.row ?? ""}>
      <span className={classes.name}>
        <span className={classes.title}>{topic.title}</span>
        <StateChip state={topic.state} />
        <Problems of={topic} />
        <Validity of={topic} />
        <span className={classes.languages}>
          {Object.entries(topic.examples)
            .map(([language, count]) => `${language.toUpperCase()} ${count}`)
            .join(" · ")}
        </span>
      </span>
      <span className={classes.number} data-label={t("studio.topics.columns.asked")}>
        {asked ? asked.toLocaleString(i18n.language) : "–"}
      </span>
      <Share value={endedWell(topic)} label={t("studio.topics.columns.ended")} />
      <Share value={score} label={t("studio.topics.columns.score")} />
      <span className={classes.confused} data-label={t("studio.topics.columns.confused")}>
        {confused ? `${confused.title} ×${confused.count}` : ""}
      </span>
      <span className={classes.touched} data-label={t("studio.topics.columns.touched")}>
        {touched_at && (
          <>
            <time dateTime={touched_at}>{shortTime(touched_at, i18n.language)}</time>
            {touched_by && <span>{touched_by}</span>}
          </>
        )}
      </span>
    </Link>
  );
}

function Share({ value, label }: { value: number | null; label: string }) {
  const { i18n } = useTranslation();
  const words = value === null ? "–" : value.toLocaleString(i18n.language, { style: "percent" });
  const level = value === null ? "none" : value < 0.6 ? "low" : value < 0.8 ? "middle" : "good";
  return (
    <span className={classes.share} data-label={label} data-level={level}>
      {words}
      {value !== null && (
        <span className={classes.bar} aria-hidden>
          <span style={{ inlineSize: `${Math.round(value * 100)}%` }} />
        </span>
      )}
    </span>
  );
}

function Problems({ of: { problems } }: { of: TopicRow }) {
  const { t } = useTranslation();
  if (problems.errors + problems.warnings === 0) return null;
  const severe = problems.errors > 0;
  const Icon = severe ? IconExclamationCircle : IconAlertTriangle;
  const count = severe ? problems.errors : problems.warnings;
  return (
    <span className={classes.problems} data-severe={severe}>
      <Icon size={15} aria-hidden />
      {t(severe ? "studio.problems.errors" : "studio.problems.warnings", { count })}
    </span>
  );
}

/** Since when and until when all its answers apply, where they do so only for a while. */
function Validity({ of: { valid_from, valid_until } }: { of: TopicRow }) {
  const { t, i18n } = useTranslation();
  const day = useTime((now) => new Date(now).toISOString().slice(0, 10));
  if (!valid_from && !valid_until) return null;
  const phase =
    valid_from && valid_from.slice(0, 10) > day
      ? "later"
      : valid_until && valid_until.slice(0, 10) < day
        ? "over"
        : "now";
  const shown = phase === "later" ? valid_from : valid_until;
  return (
    <span className={classes.validity} data-phase={phase}>
      <IconCalendarEvent size={14} aria-hidden />
      {shown
        ? t(`studio.validity.${phase}`, { date: dateOf(shown, i18n.language) })
        : t("studio.validity.since", { date: dateOf(valid_from ?? "", i18n.language) })}
    </span>
  );
}
