import type { Entry, Outbox } from "./outbox";
import type { Ack } from "./protocol";
import type { Wire } from "./wire";

const ACK_TIMEOUT = 8_000;
const PASSING_PAUSE = 3_000;
/** Unanswered tries, while connected, before the shopper is asked what to do. */
const ATTEMPTS = 3;
const PASSING_ATTEMPTS = 20;
/** What the desk says when it can't now, but will be able to. */
const PASSING_CODES: readonly string[] = ["rate_limited", "unavailable"];
/** What the desk says when it lost the session: the same message goes again once there is a new one. */
const SESSION_CODES: readonly string[] = ["no_session", "unknown_session"];

export interface SenderOptions {
  readonly wire: Wire;
  readonly outbox: Outbox;
  readonly language: () => string;
  /** Whether messages may be sent now. */
  readonly ready: () => boolean;
  /** The desk has the message (`id`), or has refused it. */
  readonly delivered: (id: string) => void;
  readonly changed: () => void;
  /** The desk no longer knows this visitor's session. */
  readonly sessionLost: () => void;
}

type Outcome = "next" | "again" | "stop";

/** Sends the outbox, oldest first, one at a time, until the desk has said yes or no to each. */
export class Sender {
  readonly #attempts = new Map<string, number>();
  #running = false;
  #asked = false;

  constructor(private readonly options: SenderOptions) {}

  /** Sends all that waits; safe to call at any time: a call during a run makes it look once more. */
  async flush(): Promise<void> {
    this.#asked = true;
    if (this.#running) return;
    this.#running = true;
    while (this.#asked) {
      this.#asked = false;
      await this.#run();
    }
    this.#running = false;
  }

  async #run(): Promise<void> {
    for (let entry = this.#next(); entry; entry = this.#next()) {
      if ((await this.#deliver(entry)) === "stop") return;
    }
  }

  #next(): Entry | undefined {
    return this.options.ready() ? this.options.outbox.next : undefined;
  }

  async #deliver(entry: Entry): Promise<Outcome> {
    let ack: Ack;
    try {
      ack = (await this.options.wire.request("user_uttered", this.#body(entry), ACK_TIMEOUT)) as Ack;
    } catch {
      // No answer: it may or may not have arrived, so the same id goes again.
      return this.#unanswered(entry);
    }
    return ack.ok ? this.#accepted(entry) : this.#refused(entry, ack.error);
  }

  #body(entry: Entry): object {
    return {
      id: entry.id,
      message: entry.text,
      ...(entry.payload === null ? {} : { payload: entry.payload }),
      customData: { language: this.options.language() },
    };
  }

  #accepted(entry: Entry): Outcome {
    this.#attempts.delete(entry.id);
    this.options.delivered(entry.id);
    return "next";
  }

  #unanswered(entry: Entry): Outcome {
    if (!this.options.wire.connected) return "stop";
    if (this.#tried(entry) < ATTEMPTS) return "again";
    return this.#giveUp(entry, "");
  }

  async #refused(entry: Entry, error: { code: string; message: string }): Promise<Outcome> {
    if (SESSION_CODES.includes(error.code) && this.#tried(entry) < ATTEMPTS) {
      this.options.sessionLost();
      return "stop";
    }
    if (PASSING_CODES.includes(error.code) && this.#tried(entry) < PASSING_ATTEMPTS) {
      await new Promise((resolve) => setTimeout(resolve, PASSING_PAUSE));
      return "again";
    }
    return this.#giveUp(entry, error.message);
  }

  #giveUp(entry: Entry, error: string): Outcome {
    this.#attempts.delete(entry.id);
    this.options.outbox.fail(entry.id, error);
    this.options.changed();
    return "next";
  }

  #tried(entry: Entry): number {
    const attempts = (this.#attempts.get(entry.id) ?? 0) + 1;
    this.#attempts.set(entry.id, attempts);
    return attempts;
  }
}
