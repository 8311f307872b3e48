import type { Case } from "../api/types";
import type { Sections } from "./board";

/** From top to bottom: what one has in hand, who waits, then the rest. */
export const order = ["mine", "waiting", "others", "closed"] as const;
export type SectionName = (typeof order)[number];

/** Fixed heights, in rem, as the style sheet has them: the list is laid out without measuring. */
export const ROW = 5.5;
export const HEADING = 2.5;
export const EMPTY = 2.3;

export interface Placed {
  name: SectionName;
  cases: Case[];
  folded: boolean;
  /** Where its rows begin, in pixels from the top of the list. */
  listTop: number;
}

export interface Layout {
  sections: Placed[];
  /** A row's height, in pixels. */
  row: number;
}

/** Places sections one under the other; others' and closed ones are left out while there are none. */
export function layoutOf(all: Sections, folded: ReadonlySet<SectionName>, rem: number): Layout {
  let top = 0;
  const sections: Placed[] = [];
  for (const name of order) {
    const cases = all[name];
    const optional = name === "others" || name === "closed";
    if (optional && cases.length === 0) continue;
    const closed = optional && folded.has(name);
    const listTop = top + HEADING * rem;
    sections.push({ name, cases, folded: closed, listTop });
    const rows = closed ? 0 : cases.length > 0 ? cases.length * ROW : EMPTY;
    top = listTop + rows * rem;
  }
  return { sections, row: ROW * rem };
}

/** Every case that can be scrolled to, in order. */
export function shownCases(layout: Layout): Case[] {
  return layout.sections.flatMap(({ cases, folded }) => (folded ? [] : cases));
}

/** Where a case's row is, in pixels from the top; null where it is not shown in that section. */
export function topOf(layout: Layout, caseId: string, within?: SectionName): number | null {
  for (const { name, cases, folded, listTop } of layout.sections) {
    if (folded || (within && within !== name)) continue;
    const index = cases.findIndex(({ id }) => id === caseId);
    if (index >= 0) return listTop + index * layout.row;
  }
  return null;
}

export interface Seen {
  id: string;
  section: SectionName;
  top: number;
}

/** The rows that are in view, to be held in place when others come or go above them. */
export function seenRows(layout: Layout, from: number, to: number): Seen[] {
  const seen: Seen[] = [];
  for (const { name, cases, folded, listTop } of layout.sections) {
    if (folded) continue;
    const first = Math.max(0, Math.ceil((from - listTop) / layout.row));
    for (let index = first; index < cases.length; index += 1) {
      const top = listTop + index * layout.row;
      const item = cases[index];
      if (top > to || !item) break;
      seen.push({ id: item.id, section: name, top });
    }
  }
  return seen;
}

/** By how much to scroll so that what was in view stays where it was. */
export function shift(layout: Layout, seen: readonly Seen[]): number {
  for (const { id, section, top } of seen) {
    const now = topOf(layout, id, section);
    if (now !== null) return now - top;
  }
  return 0;
}
