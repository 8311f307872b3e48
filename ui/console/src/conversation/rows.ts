import type { Message } from "../api/types";
import type { Note } from "../api/work";
import type { Unsent } from "../state/outbox";
import { dayKey } from "../words/times";

interface Placed {
  /** Stays with what it names while rows come and go around it. */
  key: string;
  /** The moment whose day is announced above this row, if another day begins here. */
  day: string | null;
}

/** What a transcript shows, from top to bottom. */
export type Row = Placed &
  (
    | { kind: "message"; message: Message; first: boolean }
    | { kind: "note"; note: Note }
    | { kind: "unsent"; item: Unsent }
  );

/** Messages of one author, close together, are read as one. */
const TOGETHER_MILLISECONDS = 10 * 60_000;

/** Messages with the notes written between them, days announced, authors grouped. */
export function rowsOf(
  messages: readonly Message[],
  notes: readonly Note[],
  unsent: readonly Unsent[],
): Row[] {
  const rows: Row[] = [];
  let previous: Message | null = null;
  let shownDay = "";
  const dayOf = (at: string) => {
    const day = dayKey(at);
    const begins = day !== shownDay;
    shownDay = day;
    return begins ? at : null;
  };
  for (const item of inTime(messages, notes)) {
    if ("author_name" in item) {
      const day = dayOf(item.at);
      const first = day !== null || !previous || !together(previous, item);
      rows.push({ kind: "message", key: item.id, day, message: item, first });
      previous = item;
    } else {
      rows.push({ kind: "note", key: `note-${item.id}`, day: dayOf(item.at), note: item });
      previous = null;
    }
  }
  for (const item of unsent) rows.push({ kind: "unsent", key: item.clientId, day: null, item });
  return rows;
}

/** Merges two lists that are each in order; the desk's order of messages is kept as it is. */
function inTime(messages: readonly Message[], notes: readonly Note[]): (Message | Note)[] {
  const merged: (Message | Note)[] = [];
  let next = 0;
  for (const message of messages) {
    for (let note = notes[next]; note && note.at < message.at; note = notes[next]) {
      merged.push(note);
      next += 1;
    }
    merged.push(message);
  }
  return [...merged, ...notes.slice(next)];
}

/** Notes that belong between the first and the last message shown. */
export function notesWithin(
  notes: readonly Note[],
  messages: readonly Message[],
  beginning: boolean,
  present: boolean,
): Note[] {
  const first = messages[0]?.at ?? "";
  const last = messages.at(-1)?.at ?? "";
  return [...notes]
    .filter(({ at }) => (beginning || at >= first) && (present || at <= last))
    .sort((one, other) => one.at.localeCompare(other.at));
}

function together(one: Message, next: Message): boolean {
  return (
    one.author === next.author &&
    one.author_name === next.author_name &&
    Date.parse(next.at) - Date.parse(one.at) < TOGETHER_MILLISECONDS
  );
}
