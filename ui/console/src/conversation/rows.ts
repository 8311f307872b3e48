import type { Message } from "../api/types";
import { dayKey } from "../words/times";

/** What a transcript shows, from top to bottom. */
export type Row =
  | { kind: "day"; key: string; at: string }
  | { kind: "message"; message: Message; first: boolean };

/** Messages of one author, close together, are read as one. */
const TOGETHER_MILLISECONDS = 10 * 60_000;

/** Puts a separator before each day, and marks where another author, or a later moment, begins. */
export function withDays(messages: readonly Message[]): Row[] {
  const rows: Row[] = [];
  let previous: Message | undefined;
  for (const message of messages) {
    const newDay = !previous || dayKey(previous.at) !== dayKey(message.at);
    if (newDay) rows.push({ kind: "day", key: `day-${message.id}`, at: message.at });
    rows.push({ kind: "message", message, first: newDay || !previous || !together(previous, message) });
    previous = message;
  }
  return rows;
}

function together(one: Message, next: Message): boolean {
  return (
    one.author === next.author &&
    one.author_name === next.author_name &&
    Date.parse(next.at) - Date.parse(one.at) < TOGETHER_MILLISECONDS
  );
}
