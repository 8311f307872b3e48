/** Stretches of a day as people write them ("9-13, 14:30-18"), read and written. */

export interface Stretch {
  from: string;
  to: string;
}

const STRETCH = /^(\d{1,2})(?:[:.](\d{2}))?\s*(?:-|–|a|to)\s*(\d{1,2})(?:[:.](\d{2}))?$/u;

/** The stretches that were meant; null for what cannot be read. Nothing written means closed. */
export function readDay(written: string): Stretch[] | null {
  const parts = written
    .split(/[,;]|\be\b|\band\b/u)
    .map((part) => part.trim())
    .filter(Boolean);
  const stretches: Stretch[] = [];
  for (const part of parts) {
    const found = STRETCH.exec(part);
    const from = clock(found?.[1], found?.[2]);
    const to = clock(found?.[3], found?.[4]);
    if (!from || !to || from === to || from === "24:00") return null;
    stretches.push({ from, to: to === "24:00" ? "00:00" : to });
  }
  const sorted = stretches.sort((one, other) => one.from.localeCompare(other.from));
  return overlap(sorted) ? null : sorted;
}

/** As it is shown again: "09:00–13:00, 14:30–18:00". */
export function writeDay(stretches: readonly Stretch[]): string {
  return stretches.map(({ from, to }) => `${from}–${to === "00:00" ? "24:00" : to}`).join(", ");
}

/** Minutes of a day that are open, for a picture: a stretch past midnight ends with the day. */
export function minutesOf({ from, to }: Stretch): [number, number] {
  const begin = minutes(from);
  const end = minutes(to);
  return [begin, end <= begin ? 24 * 60 : end];
}

function clock(hours: string | undefined, written: string | undefined): string | null {
  if (hours === undefined) return null;
  const [hour, minute] = [Number(hours), Number(written ?? 0)];
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return null;
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

function minutes(time: string): number {
  const [hour = "0", minute = "0"] = time.split(":");
  return Number(hour) * 60 + Number(minute);
}

function overlap(sorted: readonly Stretch[]): boolean {
  return sorted.some((one, index) => {
    const next = sorted[index + 1];
    return next !== undefined && minutesOf(one)[1] > minutes(next.from);
  });
}
