/** Whole days, both of which belong to it, as ISO dates. */
export interface Period {
  from: string;
  to: string;
}

export type Preset = "today" | "week" | "month";

const days: Record<Preset, number> = { today: 1, week: 7, month: 28 };

export const presets = Object.keys(days) as Preset[];

/** The last so many days, today included. */
export function periodOf(preset: Preset, today: Date): Period {
  const first = new Date(today.getFullYear(), today.getMonth(), today.getDate() - days[preset] + 1);
  return { from: isoDay(first), to: isoDay(today) };
}

/** The preset that a period is at the moment; null for one's own choice. */
export function presetOf(period: Period, today: Date): Preset | null {
  return (
    presets.find((preset) => {
      const { from, to } = periodOf(preset, today);
      return from === period.from && to === period.to;
    }) ?? null
  );
}

/** A day of the reader's calendar. */
export function isoDay(day: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** Written as a reader writes days: "16–22 nov 2026". */
export function spoken({ from, to }: Period, language: string): string {
  const format = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric" });
  return format.formatRange(new Date(`${from}T12:00`), new Date(`${to}T12:00`));
}
