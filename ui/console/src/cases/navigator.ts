import type { Case } from "../api/types";

/** The queue as the keyboard walks it: rows out of view are not in the page, so the pane moves there. */
interface Navigator {
  cases: readonly Case[];
  open: string | null;
  /** Brings a row into view and gives it the focus. */
  reveal: (caseId: string) => void;
}

let navigator: Navigator | null = null;
/** The row that the focus is on its way to: it may need some frames to come into the page. */
let bound: string | null = null;

export function setNavigator(next: Navigator | null): void {
  navigator = next;
}

/** Says where the focus is going, or that it is on its way no more. */
export function headFor(caseId: string | null): void {
  bound = caseId;
}

export function headsFor(caseId: string): boolean {
  return bound === caseId;
}

/** The case whose row has the focus, or is about to: keys may come faster than rows. */
export function focusedCase(): Case | null {
  const row = document.activeElement?.closest<HTMLElement>("[data-row]");
  const focused = bound ?? row?.dataset.row;
  return navigator?.cases.find(({ id }) => id === focused) ?? null;
}

/** Moves to the next or previous case; from elsewhere, to the open or first one. Returns where it went. */
export function moveInQueue(step: 1 | -1): Case | null {
  if (!navigator) return null;
  const { cases, open, reveal } = navigator;
  const here = focusedCase();
  const from = here
    ? cases.indexOf(here)
    : cases.findIndex(({ conversation_id }) => conversation_id === open);
  const to = cases[from < 0 ? 0 : Math.min(cases.length - 1, Math.max(0, from + step))];
  if (to) reveal(to.id);
  return to ?? null;
}

/** The cases between two rows, both included, in the order of the list. */
export function between(one: string, other: string): Case[] {
  const cases = navigator?.cases ?? [];
  const [from, to] = [one, other].map((id) => cases.findIndex((item) => item.id === id));
  if (from === undefined || to === undefined || from < 0 || to < 0) return [];
  return cases.slice(Math.min(from, to), Math.max(from, to) + 1);
}
