import { Outbox } from "./outbox";
import {
  type Answering,
  type BotUttered,
  type Choice,
  type History,
  type Owner,
  readUttered,
  type Staffing,
  type VisitorMessage,
} from "./protocol";
import { Sender } from "./sender";
import type { Keep } from "./storage";
import { clientIds, type Item, lastSequence, merge, timeline, unread } from "./transcript";
import type { Wire } from "./wire";

/** `idle`: nothing to connect for yet. `ready`: the desk knows us, and we have all it has. */
export type Connection = "idle" | "connecting" | "ready" | "offline";

/** All that is shown of the conversation; a new object at each change. */
export interface Snapshot {
  readonly connection: Connection;
  readonly items: readonly Item[];
  readonly owner: Owner;
  readonly agentName: string | null;
  /** Whether somebody can answer in real time; null where the desk does not say. */
  readonly staffing: Staffing | null;
  /** Who is writing at this moment, or null. */
  readonly typing: "bot" | "agent" | null;
  readonly unread: number;
}

export interface SessionOptions {
  readonly wire: Wire;
  readonly keep: Keep;
  readonly language: () => "it" | "en";
  readonly page?: () => string;
  readonly now?: () => Date;
  readonly newId?: () => string;
  /** Called for each message to the shopper that is new (not for what history brings at the start). */
  readonly arrived?: (message: VisitorMessage) => void;
}

const ANSWER_TIMEOUT = 8_000;
const RETRY_PAUSE = 1_500;
const TYPING_SHOWN = 8_000;
const TYPING_TOLD_EVERY = 3_000;
/** Waits a little, so that an answer and our own message come in one request. */
const SYNC_DELAY = 150;
/** Asked for again on each reconnect: a message may be committed after one with a higher number. */
const OVERLAP = 20;
/** An answer this long may have been cut. */
const PAGE = 50;
/** Older than this, in milliseconds, an unsent message is not sent without asking. */
const STALE = 3_600_000;

/** An identifier nobody else has; also on pages without TLS, where `randomUUID` is missing. */
export function uniqueId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** One visitor's conversation with the desk: what is known, what is on its way, and keeping both true. */
export class Session {
  readonly #options: Required<SessionOptions>;
  readonly #outbox: Outbox;
  readonly #sender: Sender;
  readonly #listeners = new Set<() => void>();
  readonly #stopWatching: () => void;
  #messages: readonly VisitorMessage[] = [];
  #connection: Connection = "idle";
  #owner: Owner = "bot";
  #agentName: string | null = null;
  #staffing: Staffing | null = null;
  #typing: Snapshot["typing"] = null;
  #typingTimer: ReturnType<typeof setTimeout> | undefined;
  #typingTold = 0;
  #syncTimer: ReturnType<typeof setTimeout> | undefined;
  /** The sequence after which something may be missing. */
  #gap = Number.POSITIVE_INFINITY;
  #confirmTimer: ReturnType<typeof setTimeout> | undefined;
  #read: number;
  /** The token that the last request named. */
  #asked: string | null = null;
  /** The token of the conversation that is shown. */
  #shown: string | null = null;
  #caughtUp = false;
  #snapshot: Snapshot;

  constructor(options: SessionOptions) {
    this.#options = {
      page: () => location.href,
      now: () => new Date(),
      newId: uniqueId,
      arrived: () => undefined,
      ...options,
    };
    this.#outbox = new Outbox(options.keep);
    this.#outbox.expire(new Date(this.#options.now().getTime() - STALE).toISOString());
    this.#sender = this.#buildSender();
    this.#read = Number(options.keep.get("read") ?? 0) || 0;
    this.#snapshot = this.#compose();
    this.#stopWatching = options.keep.watch((key) => this.#otherTab(key));
    this.#listen();
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  /** Whether there is a conversation to go on with. */
  get known(): boolean {
    return this.#options.keep.get("token") !== null || this.#outbox.entries.length > 0;
  }

  subscribe(changed: () => void): () => void {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  }

  /** Connects, or hurries a connection that is being waited for. */
  connect(): void {
    if (this.#options.wire.connected) return;
    if (this.#connection === "idle") this.#connection = "connecting";
    this.#changed();
    this.#options.wire.connect();
  }

  close(): void {
    for (const timer of [this.#typingTimer, this.#syncTimer, this.#confirmTimer]) clearTimeout(timer);
    this.#stopWatching();
    this.#listeners.clear();
    this.#options.wire.close();
  }

  /** Sends what was written; it is shown at once, and kept until the desk has it. */
  say(text: string, payload: string | null = null): void {
    const { newId, now } = this.#options;
    this.#outbox.add({ id: newId(), text, payload, at: now().toISOString() });
    this.#proceed();
  }

  choose(choice: Choice): void {
    this.say(choice.title, choice.payload);
  }

  retry(id: string): void {
    this.#outbox.retry(id);
    this.#proceed();
  }

  discard(id: string): void {
    this.#outbox.discard(id);
    this.#changed();
  }

  /** Tells an agent, now and then, that the shopper is writing. */
  writing(): void {
    const moment = this.#options.now().getTime();
    if (this.#connection !== "ready" || moment - this.#typingTold < TYPING_TOLD_EVERY) return;
    this.#typingTold = moment;
    this.#options.wire.emit("typing", {});
  }

  /** The shopper has seen everything up to here. */
  markRead(): void {
    const last = this.#messages.findLast(({ author }) => author !== "shopper");
    if (!last || last.sequence <= this.#read) return;
    this.#read = last.sequence;
    this.#options.keep.set("read", String(last.sequence));
    this.#options.wire.emit("read", { id: last.id });
    this.#changed();
  }

  #buildSender(): Sender {
    const { wire, language } = this.#options;
    return new Sender({
      wire,
      outbox: this.#outbox,
      language,
      ready: () => this.#connection === "ready" && wire.connected,
      delivered: (id) => this.#delivered(id),
      changed: () => this.#changed(),
      sessionLost: () => this.#requestSession(),
    });
  }

  #listen(): void {
    const { wire } = this.#options;
    wire.on("connect", () => this.#requestSession());
    wire.on("disconnect", () => this.#dropped());
    wire.on("connect_error", () => this.#dropped());
    wire.on("session_confirm", (token: string) => this.#confirmed(token));
    wire.on("bot_uttered", (uttered: BotUttered) => this.#uttered(uttered));
    wire.on("typing", (body: { author?: "bot" | "agent" }) => this.#showTyping(body.author ?? null));
    wire.on("owner", (body: Answering) => {
      this.#owned(body);
      this.#changed();
    });
  }

  #requestSession(): void {
    const { wire, keep, language, page } = this.#options;
    if (this.#connection === "ready") this.#connection = "connecting";
    this.#asked = keep.get("token");
    wire.emit("session_request", { session_id: this.#asked, language: language(), page: page() });
    clearTimeout(this.#confirmTimer);
    this.#confirmTimer = setTimeout(() => {
      if (wire.connected) this.#requestSession();
    }, ANSWER_TIMEOUT);
  }

  #confirmed(token: string): void {
    clearTimeout(this.#confirmTimer);
    const { keep } = this.#options;
    const stored = keep.get("token");
    // Another tab was first: this one joins its conversation instead of beginning a second.
    if (stored !== null && stored !== this.#asked && stored !== token) {
      this.#requestSession();
      return;
    }
    const previous = this.#shown ?? this.#asked;
    if (previous !== null && previous !== token) this.#forget();
    this.#asked = token;
    this.#shown = token;
    if (stored !== token) keep.set("token", token);
    void this.#catchUp();
  }

  /** The desk no longer knows the conversation that is shown: only what it never had is kept. */
  #forget(): void {
    this.#messages = [];
    this.#caughtUp = false;
    this.#read = 0;
    this.#options.keep.set("read", null);
    this.#outbox.prune(
      new Set(this.#outbox.entries.flatMap(({ id, state }) => (state === "sent" ? [id] : []))),
    );
    this.#owned({ owner: "bot", agent_name: null });
  }

  async #catchUp(): Promise<void> {
    await this.#fetch(Math.max(0, lastSequence(this.#messages) - OVERLAP));
    if (!this.#options.wire.connected) return;
    this.#caughtUp = true;
    this.#connection = "ready";
    this.#proceed();
  }

  #proceed(): void {
    this.#changed();
    void this.#sender.flush();
  }

  #delivered(id: string): void {
    this.#outbox.confirm(id, lastSequence(this.#messages));
    if (this.#owner === "bot") this.#showTyping("bot");
    this.#changed();
    this.#missing(lastSequence(this.#messages));
  }

  #uttered(uttered: BotUttered): void {
    const { now, newId } = this.#options;
    const last = lastSequence(this.#messages);
    const message = readUttered(uttered, last, now, newId);
    if (message.sequence > last + 1) this.#missing(last);
    this.#take([message]);
    this.#changed();
  }

  /** Adds messages; new ones to the shopper end "is writing" and are told. */
  #take(incoming: readonly VisitorMessage[]): void {
    const known = new Set(this.#messages.map(({ id }) => id));
    this.#messages = merge(this.#messages, incoming);
    this.#outbox.prune(clientIds(this.#messages));
    const fresh = incoming.filter(({ id, author }) => author !== "shopper" && !known.has(id));
    if (fresh.length) this.#showTyping(null);
    if (this.#caughtUp) fresh.forEach(this.#options.arrived);
  }

  /** Something after `sequence` is not here: ask for it, once for whatever happens within a moment. */
  #missing(sequence: number): void {
    this.#gap = Math.min(this.#gap, sequence);
    clearTimeout(this.#syncTimer);
    this.#syncTimer = setTimeout(() => {
      const after = this.#gap;
      this.#gap = Number.POSITIVE_INFINITY;
      if (this.#options.wire.connected) void this.#fetch(after).then(() => this.#changed());
    }, SYNC_DELAY);
  }

  /** Fetches what came after a sequence; gives up quietly when the connection drops: reconnecting asks again. */
  async #fetch(after: number): Promise<void> {
    const { wire } = this.#options;
    let from = after;
    for (let tries = 0; tries < 3 && wire.connected; ) {
      let history: History;
      try {
        history = (await wire.request("history", { after: from }, ANSWER_TIMEOUT)) as History;
      } catch {
        tries += 1;
        await new Promise((resolve) => setTimeout(resolve, RETRY_PAUSE));
        continue;
      }
      if (!Array.isArray(history?.messages)) return;
      this.#owned(history);
      this.#take(history.messages);
      const reached = lastSequence(history.messages);
      if (history.messages.length < PAGE || reached <= from) return;
      from = reached;
    }
  }

  #owned({ owner, agent_name, staffing }: Answering): void {
    this.#owner = owner;
    this.#agentName = agent_name ?? null;
    // Left out, it is as it was: not every word about the owner says it again.
    if (staffing !== undefined) this.#staffing = staffing;
  }

  #showTyping(author: Snapshot["typing"]): void {
    clearTimeout(this.#typingTimer);
    this.#typing = author;
    if (author) this.#typingTimer = setTimeout(() => this.#showTyping(null), TYPING_SHOWN);
    this.#changed();
  }

  #dropped(): void {
    clearTimeout(this.#confirmTimer);
    this.#connection = "offline";
    this.#showTyping(null);
  }

  #otherTab(key: string): void {
    const { keep, wire } = this.#options;
    if (key === "read") this.#read = Number(keep.get("read") ?? 0) || 0;
    if (key === "outbox" && wire.connected) this.#missing(lastSequence(this.#messages));
    if (key === "token" && keep.get("token") !== this.#asked) {
      if (wire.connected) this.#requestSession();
      else if (this.#connection === "idle") this.connect();
    }
    this.#changed();
  }

  #compose(): Snapshot {
    return {
      connection: this.#connection,
      items: timeline(this.#messages, this.#outbox.entries),
      owner: this.#owner,
      agentName: this.#agentName,
      staffing: this.#staffing,
      typing: this.#typing,
      unread: unread(this.#messages, this.#read),
    };
  }

  #changed(): void {
    this.#snapshot = this.#compose();
    for (const listener of this.#listeners) listener();
  }
}
