import type { TFunction } from "i18next";

const MINUTE = 60_000;

/** How long it has been, as one reads it at a glance: "32 s", "12 min", "1 h 05 min", "3 g". */
export function lasted(milliseconds: number, t: TFunction): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (seconds < 60) return t("time.seconds", { n: seconds });
  if (minutes < 60) return t("time.minutes", { n: minutes });
  if (hours < 24) return t("time.hours", { hours, minutes: String(minutes % 60).padStart(2, "0") });
  return t("time.days", { n: Math.floor(hours / 24) });
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs more than a hundred uses of it. */
function formatter(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(language, options);
  formatters.set(key, known);
  return known;
}

const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
const FULL = { dateStyle: "full", timeStyle: "short", hourCycle: "h23" } as const;

/** The time of day, in the reader's own time zone. */
export function clockTime(iso: string, language: string): string {
  return formatter(language, CLOCK).format(new Date(iso));
}

export function fullTime(iso: string, language: string): string {
  return formatter(language, FULL).format(new Date(iso));
}

const DATE = { day: "2-digit", month: "2-digit", year: "2-digit" } as const;

/** The time of a moment of today, the date of any other. */
export function shortTime(iso: string, language: string): string {
  const today = dayKey(iso) === new Date().toDateString();
  return today ? clockTime(iso, language) : dateOf(iso, language);
}

export function dateOf(iso: string, language: string): string {
  return formatter(language, DATE).format(new Date(iso));
}

/** The reader's calendar day, to compare with another. */
export function dayKey(iso: string): string {
  return new Date(iso).toDateString();
}

/** "oggi", "ieri", or the date. */
export function dayName(iso: string, now: number, language: string): string {
  const day = new Date(iso);
  const today = new Date(now);
  const midnights = Date.UTC(day.getFullYear(), day.getMonth(), day.getDate());
  const todays = Date.UTC(today.getFullYear(), today.getMonth(), today.getDate());
  const days = Math.round((midnights - todays) / (24 * 60 * MINUTE));
  if (days > -2 && days < 1)
    return new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(days, "day");
  const year = day.getFullYear() === today.getFullYear() ? {} : { year: "numeric" as const };
  return new Intl.DateTimeFormat(language, {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...year,
  }).format(day);
}
