import type { Case, Queue } from "../api/types";
import { hear, type Known, learnAll, nothing } from "../state/known";

/** Every case the console shows, whoever has it. */
export interface Board {
  readonly cases: Known<Case>;
  /** False until the first answer of the desk. */
  readonly loaded: boolean;
}

export interface Sections {
  waiting: Case[];
  mine: Case[];
  others: Case[];
  closed: Case[];
}

export const emptyBoard: Board = { cases: nothing(), loaded: false };

export function hearCase(board: Board, item: Case, at: number): Board {
  return { ...board, cases: hear(board.cases, item, at) };
}

export function learnQueue(board: Board, queue: Queue, askedAt: number): Board {
  const fetched = [...queue.waiting, ...queue.mine, ...queue.others, ...queue.closed_recently];
  return { cases: learnAll(board.cases, fetched, askedAt), loaded: true };
}

/** Sorts cases into what waits, what is this agent's, what is others', what was closed. */
export function sections(board: Board, agentId: string): Sections {
  const result: Sections = { waiting: [], mine: [], others: [], closed: [] };
  for (const item of Object.values(board.cases.items)) result[sectionOf(item, agentId)].push(item);
  result.waiting.sort(asServed);
  result.mine.sort(newestFirst);
  result.others.sort(newestFirst);
  result.closed.sort((one, other) => (other.closed_at ?? "").localeCompare(one.closed_at ?? ""));
  return result;
}

function sectionOf(item: Case, agentId: string): keyof Sections {
  if (item.state === "waiting") return "waiting";
  if (item.state !== "taken") return "closed";
  return item.agent?.id === agentId ? "mine" : "others";
}

/** The desk says the order; without a place, the more urgent and then the older comes first. */
function asServed(one: Case, other: Case): number {
  return (
    (one.place ?? Number.MAX_SAFE_INTEGER) - (other.place ?? Number.MAX_SAFE_INTEGER) ||
    other.priority - one.priority ||
    one.opened_at.localeCompare(other.opened_at)
  );
}

function newestFirst(one: Case, other: Case): number {
  return moved(other).localeCompare(moved(one));
}

function moved(item: Case): string {
  return item.last_at ?? item.taken_at ?? item.opened_at;
}
