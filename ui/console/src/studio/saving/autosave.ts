import { asDeskError } from "../../api/errors";

/**
 * - `saved`: the desk has all of it. `editing`: something was written and is about to leave. `saving`: on its way.
 * - `waiting`: the desk could not be reached; it is tried again. `refused`: the desk said no.
 * - `conflict`: somebody else has changed the same thing meanwhile.
 */
export type SaveState = "saved" | "editing" | "saving" | "waiting" | "refused" | "conflict";

/** Somebody else's work on the same thing. */
export interface Theirs<T> {
  value: T;
  revision: number;
  by: string;
  at: string;
}

export interface Snapshot<T> {
  value: T;
  /** What the desk has, as far as is known here. */
  base: T;
  revision: number;
  state: SaveState;
  savedAt: string | null;
  reason: string;
  theirs: Theirs<T> | null;
}

export interface Saved<T> {
  revision: number;
  at: string | null;
  value: T;
}

interface Options<T> {
  /** Writes a value on top of a revision; throws a `DeskError`. */
  put: (revision: number, value: T) => Promise<Saved<T>>;
  start: Saved<T>;
  /** Told of every change; what is not saved yet is kept by whoever listens. */
  changed?: (snapshot: Snapshot<T>) => void;
  /** Milliseconds of quiet after which what was written leaves. */
  quiet?: number;
  /** Milliseconds until it is tried again when the desk could not be reached; doubled each time, to a minute. */
  patience?: number;
}

const LONGEST_MILLISECONDS = 60_000;

/** Writes a draft to the desk while somebody edits it: one write at a time, the newest words only. */
export class Autosave<T> {
  private snapshot: Snapshot<T>;
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | null = null;
  private failures = 0;

  constructor(private readonly options: Options<T>) {
    const { revision, at, value } = options.start;
    this.snapshot = {
      value,
      base: value,
      revision,
      state: "saved",
      savedAt: at,
      reason: "",
      theirs: null,
    };
  }

  readonly current = (): Snapshot<T> => this.snapshot;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  get unsaved(): boolean {
    return this.snapshot.state !== "saved";
  }

  readonly edit = (change: (value: T) => T): void => {
    const { value: before, state } = this.snapshot;
    const value = change(before);
    if (value === before) return;
    this.set({ value, state: state === "conflict" ? "conflict" : "editing" });
    if (state !== "conflict") this.later(this.options.quiet ?? 900);
  };

  /** Writes at once what is not written yet. */
  readonly flush = async (): Promise<void> => {
    clearTimeout(this.timer);
    if (this.snapshot.state === "conflict" || !this.unsaved) return this.running ?? undefined;
    await (this.running ?? this.write());
    if (this.snapshot.state === "editing") await this.write();
  };

  /** What the desk has now, read anew: taken over where nothing of one's own would be lost. */
  readonly learn = ({ value, revision, at }: Saved<T>): void => {
    if (this.unsaved || this.running || revision <= this.snapshot.revision) return;
    this.set({ value, base: value, revision, savedAt: at });
  };

  /** Begins again from what the desk has after something other than editing changed it. */
  readonly replace = ({ value, revision, at }: Saved<T>): void => {
    clearTimeout(this.timer);
    this.set({ value, base: value, revision, savedAt: at, state: "saved", theirs: null, reason: "" });
  };

  readonly takeTheirs = (): void => {
    const { theirs } = this.snapshot;
    if (!theirs) return;
    this.replace({ value: theirs.value, revision: theirs.revision, at: theirs.at });
  };

  /** Writes one's own on top of theirs, which was seen. */
  readonly keepMine = (): Promise<void> => {
    const { theirs } = this.snapshot;
    if (!theirs) return Promise.resolve();
    this.set({ base: theirs.value, revision: theirs.revision, theirs: null, state: "editing" });
    return this.flush();
  };

  private later(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), milliseconds);
  }

  private write(): Promise<void> {
    this.running = this.send().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async send(): Promise<void> {
    const { value, revision } = this.snapshot;
    this.set({ state: "saving", reason: "" });
    try {
      const saved = await this.options.put(revision, value);
      this.failures = 0;
      const more = this.snapshot.value !== value;
      this.set({
        base: value,
        revision: saved.revision,
        savedAt: saved.at,
        state: more ? "editing" : "saved",
      });
      if (more) this.later(this.options.quiet ?? 900);
    } catch (error) {
      this.fail(error);
    }
  }

  private fail(error: unknown): void {
    const { code, passing, message, details } = asDeskError(error);
    const theirs = details as unknown as { by: string; at: string; revision: number; theirs: T };
    if (code === "changed_meanwhile") {
      this.set({
        state: "conflict",
        theirs: { value: theirs.theirs, revision: theirs.revision, by: theirs.by, at: theirs.at },
      });
    } else if (passing) {
      this.failures += 1;
      this.set({ state: "waiting" });
      this.later(Math.min(LONGEST_MILLISECONDS, (this.options.patience ?? 2_000) * 2 ** (this.failures - 1)));
    } else {
      this.set({ state: "refused", reason: message });
    }
  }

  private set(change: Partial<Snapshot<T>>): void {
    this.snapshot = { ...this.snapshot, ...change };
    this.options.changed?.(this.snapshot);
    for (const listener of this.listeners) listener();
  }
}
