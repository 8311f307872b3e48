import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { VisitorMessage } from "../src/state/protocol";
import { Session } from "../src/state/session";
import { MemoryKeep } from "../src/state/storage";
import { FakeWire, message } from "./fakes";

let wire: FakeWire;
let keep: MemoryKeep;
let arrived: VisitorMessage[];

function begin(): Session {
  return new Session({
    wire,
    keep,
    language: () => "it",
    page: () => "",
    arrived: (one) => arrived.push(one),
  });
}

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(1_000);
const texts = (session: Session): string[] => session.snapshot.items.map(({ text }) => text);
const states = (session: Session): string[] => session.snapshot.items.map(({ state }) => state);

beforeEach(() => {
  vi.useFakeTimers();
  wire = new FakeWire();
  keep = new MemoryKeep();
  arrived = [];
});
afterEach(() => vi.useRealTimers());

describe("sending", () => {
  it("sends again under the same id when the connection drops before the answer", async () => {
    const session = begin();
    session.connect();
    await settle();
    wire.acks.push(null);
    session.say("ciao");
    await settle();
    expect(session.snapshot.connection).toBe("offline");
    expect(states(session)).toEqual(["sending"]);
    wire.connect();
    await settle();
    expect(wire.uttered.map(({ id }) => id)).toEqual([wire.uttered[0]?.id, wire.uttered[0]?.id]);
    expect(wire.kept).toHaveLength(1);
    expect(states(session)).toEqual(["sent"]);
  });

  it("keeps what is written before there is a session, and its order", async () => {
    const session = begin();
    session.say("uno");
    session.say("due");
    expect(wire.uttered).toEqual([]);
    session.connect();
    await settle();
    expect(wire.uttered.map((one) => one.message)).toEqual(["uno", "due"]);
    expect(texts(session)).toEqual(["uno", "due"]);
  });

  it("sends after a reload what the page before could not", async () => {
    begin().say("prima del ricaricamento");
    const session = begin();
    session.connect();
    await settle();
    expect(wire.kept.map(({ text }) => text)).toEqual(["prima del ricaricamento"]);
    expect(session.known).toBe(true);
  });

  it("waits and tries again when the desk asks for patience", async () => {
    const session = begin();
    session.connect();
    await settle();
    wire.acks.push({ ok: false, error: { code: "rate_limited", message: "piano" } });
    session.say("veloce");
    await settle();
    expect(states(session)).toEqual(["sending"]);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(states(session)).toEqual(["sent"]);
  });

  it("says why a message was refused, and goes on with the next", async () => {
    const session = begin();
    session.connect();
    await settle();
    wire.acks.push({ ok: false, error: { code: "text_too_long", message: "troppo lungo" } });
    session.say("a");
    session.say("b");
    await settle();
    const failed = session.snapshot.items.find(({ state }) => state === "failed");
    expect([failed?.text, failed?.error]).toEqual(["a", "troppo lungo"]);
    expect(wire.kept.map(({ text }) => text)).toEqual(["b"]);
  });

  it("asks for a session again when the desk lost it, then sends", async () => {
    const session = begin();
    session.connect();
    await settle();
    wire.acks.push({ ok: false, error: { code: "no_session", message: "" } });
    session.say("ancora");
    await settle();
    expect(wire.kept.map(({ text }) => text)).toEqual(["ancora"]);
    expect(wire.emitted.filter(([event]) => event === "session_request")).toHaveLength(2);
  });
});

describe("receiving", () => {
  it("fetches what is missing when an answer comes out of turn", async () => {
    const session = begin();
    session.connect();
    await settle();
    wire.kept = [message(1), message(2), message(3)];
    wire.hear("bot_uttered", {
      text: "text 3",
      metadata: { id: "m3", sequence: 3, author: "bot", at: "2026-03-01T10:00:00Z" },
    });
    await settle();
    expect(texts(session)).toEqual(["text 1", "text 2", "text 3"]);
    expect(arrived.map(({ id }) => id).sort()).toEqual(["m1", "m2", "m3"]);
  });

  it("understands a server that sends no metadata", async () => {
    const session = begin();
    session.connect();
    await settle();
    wire.hear("bot_uttered", {
      text: "ciao",
      quick_replies: [{ content_type: "text", title: "Sì", payload: "/affirm" }],
    });
    expect(session.snapshot.items[0]?.buttons).toEqual([{ title: "Sì", payload: "/affirm" }]);
  });

  it("does not announce what is only remembered", async () => {
    wire.kept = [message(1)];
    const session = begin();
    session.connect();
    await settle();
    expect(texts(session)).toEqual(["text 1"]);
    expect(arrived).toEqual([]);
  });

  it("follows who has the conversation", async () => {
    const session = begin();
    session.connect();
    await settle();
    wire.hear("owner", { owner: "agent", agent_name: "Giulia" });
    expect([session.snapshot.owner, session.snapshot.agentName]).toEqual(["agent", "Giulia"]);
  });

  it("reads each message once", async () => {
    wire.kept = [message(1), message(2)];
    const session = begin();
    session.connect();
    await settle();
    expect(session.snapshot.unread).toBe(2);
    session.markRead();
    session.markRead();
    expect(session.snapshot.unread).toBe(0);
    expect(wire.emitted.filter(([event]) => event === "read")).toEqual([["read", { id: "m2" }]]);
  });
});

describe("the visitor's token", () => {
  it("begins anew, and keeps what was never sent, when the desk gives another", async () => {
    const session = begin();
    session.connect();
    await settle();
    session.say("vecchia");
    await settle();
    wire.drop();
    session.say("nuova");
    wire.kept = [];
    wire.token = "token-2";
    wire.connect();
    await settle();
    expect(texts(session)).toEqual(["nuova"]);
    expect(keep.get("token")).toBe("token-2");
  });

  it("joins the conversation of the tab that was first", async () => {
    const session = begin();
    session.connect();
    keep.set("token", "from-another-tab");
    await Promise.resolve();
    wire.token = "from-another-tab";
    await settle();
    expect(wire.emitted.at(-1)).toEqual([
      "session_request",
      { session_id: "from-another-tab", language: "it", page: "" },
    ]);
    expect(keep.get("token")).toBe("from-another-tab");
  });
});

describe("staffing", () => {
  const closed = { open: false, opens_at: "2026-03-02T08:00:00Z", text: "Riapriamo domani alle 9." };

  it("is told with the history, before anything was written, and kept until said otherwise", async () => {
    wire.owner = { owner: "bot", agent_name: null, staffing: closed };
    const session = begin();
    session.connect();
    await settle();
    expect(session.snapshot.staffing).toEqual(closed);
    wire.hear("owner", { owner: "queue", agent_name: null });
    expect(session.snapshot.staffing).toEqual(closed);
    wire.hear("owner", { owner: "queue", agent_name: null, staffing: { open: true } });
    expect(session.snapshot.staffing).toEqual({ open: true });
  });

  it("is not known where the desk does not say", async () => {
    const session = begin();
    session.connect();
    await settle();
    expect(session.snapshot.staffing).toBeNull();
  });
});
