import type { DecideOut, Home, Verdict } from "../../api/learning";

/** What an editor decided about groups or single messages, and how far it has got. */
export interface Decision {
  id: number;
  groups: readonly string[];
  /** Single messages that were split off; empty where whole groups are meant. */
  messages: readonly string[];
  verdict: Verdict;
  /** Null for each group's own proposal. */
  home: Home | null;
  phase: "saving" | "done" | "undoing";
  /** How many ways of asking it added, or messages it let go: none where a colleague was quicker. */
  done: number;
  /** Topics that it made. */
  created: readonly string[];
}

/** What was decided on this page, oldest first, and what the desk refused, by group. */
export interface Book {
  readonly decisions: readonly Decision[];
  readonly troubles: Readonly<Record<string, string>>;
}

export const emptyBook: Book = { decisions: [], troubles: {} };

type Wanted = Pick<Decision, "id" | "groups" | "messages" | "verdict" | "home">;

/** Shown as decided from now on, and as not yet saved. */
export function begin(book: Book, wanted: Wanted): Book {
  const decision: Decision = { ...wanted, phase: "saving", done: 0, created: [] };
  return { decisions: [...book.decisions, decision], troubles: without(book.troubles, wanted.groups) };
}

export function confirm(book: Book, id: number, { added, created, dismissed }: DecideOut): Book {
  return change(book, id, { phase: "done", done: added.length + created.length + dismissed, created });
}

/** The desk said no: the groups come back, each with the reason. */
export function refuse(book: Book, id: number, reason: string): Book {
  const decision = book.decisions.find((one) => one.id === id);
  const told = Object.fromEntries((decision?.groups ?? []).map((group) => [group, reason]));
  return { decisions: remove(book, id), troubles: { ...book.troubles, ...told } };
}

export function beginUndo(book: Book, id: number): Book {
  return change(book, id, { phase: "undoing" });
}

/** Its groups are open again as a whole: nothing that was decided about them stands. */
export function undone(book: Book, id: number): Book {
  const groups = book.decisions.find((one) => one.id === id)?.groups ?? [];
  return reopened(book, groups);
}

export function reopened(book: Book, groups: readonly string[]): Book {
  const kept = book.decisions.filter((one) => !one.groups.some((group) => groups.includes(group)));
  return { decisions: kept, troubles: without(book.troubles, groups) };
}

/** It stays decided, and says why it could not be taken back. */
export function refuseUndo(book: Book, id: number, reason: string): Book {
  const decision = book.decisions.find((one) => one.id === id);
  const told = Object.fromEntries((decision?.groups ?? []).map((group) => [group, reason]));
  return { ...change(book, id, { phase: "done" }), troubles: { ...book.troubles, ...told } };
}

/** What was decided about a whole group. */
export function decisionOf(book: Book, group: string): Decision | null {
  return book.decisions.findLast((one) => one.messages.length === 0 && one.groups.includes(group)) ?? null;
}

/** What was decided about a message that was split off its group. */
export function splitDecisionOf(book: Book, message: string): Decision | null {
  return book.decisions.findLast((one) => one.messages.includes(message)) ?? null;
}

/** How many of some groups are decided as a whole: a list that is asked for again no longer has them. */
export function countDecided(book: Book, groups: readonly string[]): number {
  return groups.filter((group) => decisionOf(book, group)?.phase === "done").length;
}

/** The last decision that the desk has kept: what undo takes back. */
export function lastKept(book: Book): Decision | null {
  return book.decisions.findLast((one) => one.phase === "done") ?? null;
}

function change(book: Book, id: number, to: Partial<Decision>): Book {
  return { ...book, decisions: book.decisions.map((one) => (one.id === id ? { ...one, ...to } : one)) };
}

function remove(book: Book, id: number): Decision[] {
  return book.decisions.filter((one) => one.id !== id);
}

function without(troubles: Book["troubles"], groups: readonly string[]): Book["troubles"] {
  return Object.fromEntries(Object.entries(troubles).filter(([group]) => !groups.includes(group)));
}
