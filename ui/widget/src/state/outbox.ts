import type { Keep } from "./storage";

/** `sending` until the desk has said yes, `sent` until its copy has come back, `failed` until retried. */
export type EntryState = "sending" | "sent" | "failed";

/** A message of the shopper's that the desk's copy has not replaced yet. */
export interface Entry {
  /** Stays the same however often it is sent: the desk takes each id once. */
  readonly id: string;
  readonly text: string;
  readonly payload: string | null;
  /** ISO 8601, UTC: when it was written. */
  readonly at: string;
  readonly state: EntryState;
  /** The last sequence known when the desk said yes, which places it in the conversation. */
  readonly after: number | null;
  /** Why it failed, in the shopper's language where the desk says so. */
  readonly error: string | null;
}

const KEY = "outbox";
const STATES: readonly string[] = ["sending", "sent", "failed"];

function isEntry(value: unknown): value is Entry {
  if (typeof value !== "object" || value === null) return false;
  const entry = value as Record<string, unknown>;
  return (
    typeof entry.id === "string" &&
    typeof entry.text === "string" &&
    typeof entry.at === "string" &&
    STATES.includes(entry.state as string)
  );
}

/** Reads what was stored; what can't be read is left out rather than breaking the chat. */
export function readEntries(stored: string | null): Entry[] {
  if (stored === null) return [];
  try {
    const parsed: unknown = JSON.parse(stored);
    return Array.isArray(parsed) ? parsed.filter(isEntry) : [];
  } catch {
    return [];
  }
}

/**
 * The shopper's messages on their way, shared by the tabs of one browser through the store.
 *
 * Each change starts from what is stored at that moment, because another tab may have written since.
 */
export class Outbox {
  constructor(private readonly keep: Keep) {}

  get entries(): readonly Entry[] {
    return readEntries(this.keep.get(KEY));
  }

  /** The oldest message that waits to be sent. */
  get next(): Entry | undefined {
    return this.entries.find((entry) => entry.state === "sending");
  }

  add(entry: Pick<Entry, "id" | "text" | "payload" | "at">): void {
    this.#write([...this.entries, { ...entry, state: "sending", after: null, error: null }]);
  }

  /** Asks before sending what was written before `limit` (ISO 8601): it may no longer be meant. */
  expire(limit: string): void {
    for (const { id, at, state } of this.entries) if (state === "sending" && at < limit) this.fail(id, "");
  }

  /** The desk has it. */
  confirm(id: string, after: number): void {
    this.#change(id, { state: "sent", after, error: null });
  }

  fail(id: string, error: string): void {
    this.#change(id, { state: "failed", error });
  }

  /** Sends a failed message again, under the same id. */
  retry(id: string): void {
    this.#change(id, { state: "sending", error: null });
  }

  discard(id: string): void {
    this.#write(this.entries.filter((entry) => entry.id !== id));
  }

  /** Forgets the messages of which the desk's own copy is known. */
  prune(known: ReadonlySet<string>): void {
    const entries = this.entries;
    const left = entries.filter((entry) => !known.has(entry.id));
    if (left.length < entries.length) this.#write(left);
  }

  #change(id: string, change: Partial<Entry>): void {
    this.#write(this.entries.map((entry) => (entry.id === id ? { ...entry, ...change } : entry)));
  }

  #write(entries: readonly Entry[]): void {
    this.keep.set(KEY, entries.length ? JSON.stringify(entries) : null);
  }
}
