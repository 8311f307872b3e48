/** Keeps small values across pages where the browser allows it, and for this page where it does not. */
export interface Keep {
  get(key: string): string | null;
  set(key: string, value: string | null): void;
  /** Calls back when another tab changed a value; returns how to stop. */
  watch(changed: (key: string) => void): () => void;
}

/** Values of this page only: private windows, blocked storage, tests. */
export class MemoryKeep implements Keep {
  readonly #values = new Map<string, string>();

  get(key: string): string | null {
    return this.#values.get(key) ?? null;
  }

  set(key: string, value: string | null): void {
    if (value === null) this.#values.delete(key);
    else this.#values.set(key, value);
  }

  watch(): () => void {
    return () => undefined;
  }
}

/**
 * localStorage under one prefix, with a copy in memory: a full or forbidden store never breaks the chat,
 * it only forgets at the end of the page.
 */
export class BrowserKeep implements Keep {
  readonly #memory = new MemoryKeep();

  constructor(
    private readonly store: Storage,
    private readonly prefix: string,
  ) {}

  get(key: string): string | null {
    try {
      return this.store.getItem(this.prefix + key) ?? this.#memory.get(key);
    } catch {
      return this.#memory.get(key);
    }
  }

  set(key: string, value: string | null): void {
    try {
      if (value === null) this.store.removeItem(this.prefix + key);
      else this.store.setItem(this.prefix + key, value);
      this.#memory.set(key, null);
    } catch {
      this.#memory.set(key, value);
    }
  }

  watch(changed: (key: string) => void): () => void {
    const heard = (event: StorageEvent): void => {
      if (event.key?.startsWith(this.prefix)) changed(event.key.slice(this.prefix.length));
    };
    addEventListener("storage", heard);
    return () => removeEventListener("storage", heard);
  }
}

/** The best store that this browser allows, for one desk. */
export function openKeep(server: string): Keep {
  try {
    const probe = "sportello:probe";
    localStorage.setItem(probe, "1");
    localStorage.removeItem(probe);
    return new BrowserKeep(localStorage, `sportello:${server}:`);
  } catch {
    return new MemoryKeep();
  }
}
