import type { Ack, Answering, VisitorMessage } from "../src/state/protocol";
import type { Wire } from "../src/state/wire";

/** A message as the desk sends it. */
export function message(sequence: number, more: Partial<VisitorMessage> = {}): VisitorMessage {
  return {
    id: `m${sequence}`,
    sequence,
    author: "bot",
    author_name: null,
    text: `text ${sequence}`,
    buttons: [],
    image: null,
    at: "2026-03-01T10:00:00Z",
    client_id: null,
    ...more,
  };
}

type Heard = (body: never) => void;

/** The desk's side of a connection, moved by hand. */
export class FakeWire implements Wire {
  connected = false;
  readonly emitted: [string, unknown][] = [];
  readonly uttered: { id: string; message: string; payload?: string }[] = [];
  readonly asked: number[] = [];
  /** What the next messages are answered; `null` is a connection that drops. Yes, when empty. */
  readonly acks: (Ack | null)[] = [];
  kept: VisitorMessage[] = [];
  owner: Answering = { owner: "bot", agent_name: null };
  token = "token-1";
  readonly #heard = new Map<string, Heard>();

  connect(): void {
    this.connected = true;
    this.hear("connect", undefined);
  }

  close(): void {
    this.connected = false;
  }

  drop(): void {
    this.connected = false;
    this.hear("disconnect", "transport close");
  }

  on(event: string, heard: Heard): void {
    this.#heard.set(event, heard);
  }

  hear(event: string, body: unknown): void {
    this.#heard.get(event)?.(body as never);
  }

  emit(event: string, body: unknown): void {
    this.emitted.push([event, body]);
    if (event === "session_request") queueMicrotask(() => this.hear("session_confirm", this.token));
  }

  async request(event: string, body: unknown): Promise<unknown> {
    if (event === "history") {
      const { after } = body as { after: number };
      this.asked.push(after);
      return { messages: this.kept.filter(({ sequence }) => sequence > after), ...this.owner };
    }
    return this.#take(body as { id: string; message: string });
  }

  #take(body: { id: string; message: string }): Ack {
    this.uttered.push(body);
    const ack = this.acks.shift();
    if (ack === null) {
      this.drop();
      throw new Error("dropped");
    }
    if (ack && !ack.ok) return ack;
    if (this.kept.every(({ client_id }) => client_id !== body.id)) {
      const sequence = this.kept.length + 1;
      this.kept.push(message(sequence, { author: "shopper", text: body.message, client_id: body.id }));
    }
    return { ok: true, id: body.id };
  }
}
