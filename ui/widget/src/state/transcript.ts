import type { Entry, EntryState } from "./outbox";
import type { VisitorMessage } from "./protocol";

/** A message as it is shown. */
export interface Item extends VisitorMessage {
  readonly state: EntryState;
  readonly error: string | null;
}

/** Adds what the desk sent to what is known: by id, the newer copy wins, in the desk's order. */
export function merge(
  known: readonly VisitorMessage[],
  incoming: readonly VisitorMessage[],
): readonly VisitorMessage[] {
  if (!incoming.length) return known;
  const byId = new Map(known.map((message) => [message.id, message]));
  for (const message of incoming) byId.set(message.id, message);
  return [...byId.values()].sort((one, other) => one.sequence - other.sequence);
}

export function lastSequence(messages: readonly VisitorMessage[]): number {
  return messages.at(-1)?.sequence ?? 0;
}

/** The ids under which the desk knows messages of this browser. */
export function clientIds(messages: readonly VisitorMessage[]): Set<string> {
  return new Set(messages.flatMap(({ client_id }) => (client_id === null ? [] : [client_id])));
}

function shownEntry(entry: Entry): Item {
  return {
    id: entry.id,
    sequence: entry.state === "sent" && entry.after !== null ? entry.after + 0.5 : Number.POSITIVE_INFINITY,
    author: "shopper",
    author_name: null,
    text: entry.text,
    buttons: [],
    image: null,
    at: entry.at,
    client_id: entry.id,
    state: entry.state,
    error: entry.error,
  };
}

/** Everything in the order in which it is read: the desk's messages, and ours where they belong. */
export function timeline(messages: readonly VisitorMessage[], entries: readonly Entry[]): readonly Item[] {
  const known = clientIds(messages);
  const own = entries.filter((entry) => !known.has(entry.id)).map(shownEntry);
  const theirs = messages.map((message): Item => ({ ...message, state: "sent", error: null }));
  // Two unsent messages are both "at the end": a plain difference would be NaN there.
  return [...theirs, ...own].sort((one, other) =>
    one.sequence === other.sequence ? 0 : one.sequence - other.sequence,
  );
}

/** How many messages for the shopper came after the last one they have read. */
export function unread(messages: readonly VisitorMessage[], read: number): number {
  return messages.filter(({ author, sequence }) => author !== "shopper" && sequence > read).length;
}
