import { describe, expect, it } from "vitest";
import { Outbox, readEntries } from "../src/state/outbox";
import { BrowserKeep, MemoryKeep } from "../src/state/storage";

const written = (id: string, at = "2026-03-01T10:00:00Z") => ({ id, text: id, payload: null, at });

describe("what was stored", () => {
  it.each([
    null,
    "",
    "{",
    "null",
    "7",
    '"text"',
    '{"id":"a"}',
    '[1,null,{"id":7}]',
    '[{"id":"a","text":"b"}]',
  ])("can be anything and breaks nothing: %s", (stored) => {
    expect(readEntries(stored)).toEqual([]);
  });

  it("keeps what can be read beside what can't", () => {
    const keep = new MemoryKeep();
    new Outbox(keep).add(written("a"));
    const [entry] = readEntries(keep.get("outbox"));
    expect(readEntries(JSON.stringify([{ broken: true }, entry])).map(({ id }) => id)).toEqual(["a"]);
  });
});

describe("the outbox", () => {
  it("sees what another tab added, and loses neither's messages", () => {
    const keep = new MemoryKeep();
    const [one, other] = [new Outbox(keep), new Outbox(keep)];
    one.add(written("a"));
    other.add(written("b"));
    one.confirm("a", 4);
    expect(other.entries.map(({ id, state }) => [id, state])).toEqual([
      ["a", "sent"],
      ["b", "sending"],
    ]);
    expect(one.next?.id).toBe("b");
  });

  it("goes past a failed message, and comes back to it when asked", () => {
    const outbox = new Outbox(new MemoryKeep());
    outbox.add(written("a"));
    outbox.add(written("b"));
    outbox.fail("a", "why");
    expect(outbox.next?.id).toBe("b");
    outbox.retry("a");
    expect(outbox.next?.id).toBe("a");
  });

  it("does not send what was written long ago without asking", () => {
    const outbox = new Outbox(new MemoryKeep());
    outbox.add(written("old", "2026-03-01T08:00:00Z"));
    outbox.add(written("new", "2026-03-01T10:00:00Z"));
    outbox.expire("2026-03-01T09:00:00Z");
    expect(outbox.entries.map(({ state }) => state)).toEqual(["failed", "sending"]);
  });

  it("works on when the store is full", () => {
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new DOMException("full");
      },
      removeItem: () => undefined,
    };
    const outbox = new Outbox(new BrowserKeep(full as unknown as Storage, "p:"));
    outbox.add(written("a"));
    expect(outbox.next?.id).toBe("a");
  });
});
