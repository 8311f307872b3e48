import { describe, expect, it } from "vitest";
import type { Entry } from "../src/state/outbox";
import { merge, timeline, unread } from "../src/state/transcript";
import { message } from "./fakes";

const entry = (id: string, more: Partial<Entry> = {}): Entry => ({
  id,
  text: id,
  payload: null,
  at: "2026-03-01T10:00:00Z",
  state: "sending",
  after: null,
  error: null,
  ...more,
});
const texts = (items: readonly { text: string }[]) => items.map(({ text }) => text);

describe("merging", () => {
  it("takes each message once, however often and in whatever order it comes", () => {
    const known = merge([message(3), message(1)].reverse(), [message(2), message(3), message(1)]);
    expect(known.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  });

  it("lets the newer copy win", () => {
    expect(texts(merge([message(1)], [message(1, { text: "edited" })]))).toEqual(["edited"]);
  });
});

describe("the timeline", () => {
  it("shows a message once when the desk's copy has come and the outbox still has it", () => {
    const copy = message(1, { author: "shopper", client_id: "a", text: "mine" });
    expect(texts(timeline([copy], [entry("a", { state: "sent", after: 0 })]))).toEqual(["mine"]);
  });

  it("puts a sent message before its answer, and unsent ones at the end in the order written", () => {
    const own = [entry("asked", { state: "sent", after: 1 }), entry("later 1"), entry("later 2")];
    expect(texts(timeline([message(1), message(3)], own))).toEqual([
      "text 1",
      "asked",
      "text 3",
      "later 1",
      "later 2",
    ]);
  });
});

describe("unread", () => {
  it("counts what is for the shopper, not what is from them", () => {
    const all = [message(1), message(2, { author: "shopper" }), message(3, { author: "agent" })];
    expect(unread(all, 1)).toBe(1);
  });
});
