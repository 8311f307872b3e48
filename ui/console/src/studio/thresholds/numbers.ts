import type { Judged, Outcomes, Replay } from "../../api/learning";

/** A measure of certainty as one reads it: "0,62". */
export function asShare(value: number, language: string): string {
  return new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(
    value,
  );
}

export interface Tally {
  all: number;
  right: number;
  wrong: number;
  unknown: number;
}

/** How many messages there are of each judgement. */
export function tally(messages: readonly Judged[]): Tally {
  const of = (wanted: Judged["judged"]) => messages.filter(({ judged }) => judged === wanted).length;
  return { all: messages.length, right: of("right"), wrong: of("wrong"), unknown: of("unknown") };
}

/** What would also be answered, and what no longer. The desk lists the first two hundred, and counts all. */
export function movedBy(replay: Replay): { gained: Tally; lost: Tally } {
  const { before, after, gained, lost } = replay;
  if (lost.length === 0) return { gained: between(before, after), lost: tally([]) };
  if (gained.length === 0) return { gained: tally([]), lost: between(after, before) };
  return { gained: tally(gained), lost: tally(lost) };
}

function between(fewer: Outcomes, more: Outcomes): Tally {
  const all = more.answered - fewer.answered;
  const wrong = more.wrong - fewer.wrong;
  const unknown = more.unknown - fewer.unknown;
  return { all, wrong, unknown, right: all - wrong - unknown };
}

/** Whether other marks would have changed anything at all. */
export function changesNothing({ before, after, gained, lost }: Replay): boolean {
  const same = (["answered", "asked", "handed_over"] as const).every((one) => before[one] === after[one]);
  return same && gained.length === 0 && lost.length === 0;
}
