import { expect, test } from "vitest";
import { segmentAt, withSegment } from "../src/conversation/segments";
import {
  emptyThread,
  hearHead,
  hearMessage,
  inOrder,
  inSegment,
  learnAround,
  learnConversation,
  learnMessages,
  learnNewer,
  learnOlder,
  PAGE,
} from "../src/conversation/thread";
import { tick } from "../src/state/known";
import { conversation, message } from "./samples";

const sequences = (thread: typeof emptyThread) => inOrder(thread).map((item) => item.sequence);

test("an answer to an older question does not undo newer live news", () => {
  const askedAt = tick();
  const heard = hearMessage(emptyThread, message(1, { state: "read" }), tick());
  const thread = learnConversation(heard, conversation([message(1, { state: "sent" })]), [], askedAt);
  expect(inOrder(thread)[0]?.state).toBe("read");
});

test("an answer to a newer question replaces older live news", () => {
  const heard = hearMessage(emptyThread, message(1, { state: "sending" }), tick());
  const thread = learnMessages(heard, [message(1, { state: "failed" })], tick());
  expect(inOrder(thread)[0]?.state).toBe("failed");
});

test("what came live during the first fetch is kept", () => {
  const askedAt = tick();
  const heard = hearMessage(emptyThread, message(3), tick());
  const thread = learnConversation(heard, conversation([message(1), message(2)]), [], askedAt);
  expect(sequences(thread)).toEqual([1, 2, 3]);
});

test("live news after a gap does not hide the gap from the next fetch", () => {
  let thread = learnConversation(emptyThread, conversation([message(1), message(2)]), [], tick());
  thread = hearMessage(thread, message(9), tick());
  expect(thread.syncedTo).toBe(2);
  const missed = [3, 4, 5, 6, 7, 8, 9].map((sequence) => message(sequence));
  thread = learnConversation(thread, conversation(missed.slice(-3)), missed, tick());
  expect(sequences(thread)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(thread.syncedTo).toBe(9);
});

test("a message told twice and fetched twice is shown once, in order", () => {
  let thread = learnConversation(emptyThread, conversation([message(2), message(1)]), [message(2)], tick());
  thread = hearMessage(hearMessage(thread, message(3), tick()), message(3), tick());
  thread = learnMessages(thread, [message(3), message(1)], tick());
  expect(sequences(thread)).toEqual([1, 2, 3]);
});

test("a takeover heard meanwhile is not undone by an older answer", () => {
  const askedAt = tick();
  const { messages: _messages, ...head } = conversation([]);
  const heard = hearHead(emptyThread, { ...head, owner: "agent" }, tick());
  const thread = learnConversation(heard, conversation([], { owner: "queue" }), [], askedAt);
  expect(thread.head?.owner).toBe("agent");
});

test("the beginning is known from a short page only", () => {
  const full = Array.from({ length: PAGE }, (_, index) => message(index + 101));
  let thread = learnConversation(emptyThread, conversation(full), [], tick());
  expect(thread.startsAt).toBeNull();
  thread = learnOlder(thread, [message(99), message(100)], 101, PAGE, tick());
  expect(thread.startsAt).toBe(99);
  expect(sequences(thread)[0]).toBe(99);
});

test("what is around a linked message is a stretch of its own until the gap is filled", () => {
  const latest = [message(200), message(201)];
  let thread = learnConversation(emptyThread, conversation(latest), [], tick());
  thread = learnAround(thread, [message(50), message(51), message(52)], tick());
  const linked = segmentAt(thread.segments, 51);
  expect(linked).toEqual({ from: 50, to: 52 });
  expect(inSegment(thread, linked).map(({ sequence }) => sequence)).toEqual([50, 51, 52]);
  expect(inSegment(thread, segmentAt(thread.segments, null)).map(({ sequence }) => sequence)).toEqual([
    200, 201,
  ]);
  thread = learnNewer(thread, [message(53)], 52, PAGE, tick());
  expect(segmentAt(thread.segments, 51)).toEqual({ from: 50, to: Number.POSITIVE_INFINITY });
});

test("a stretch that overlaps another is joined with it", () => {
  const present = { from: 100, to: Number.POSITIVE_INFINITY };
  const joined = withSegment(withSegment([present], { from: 40, to: 60 }), { from: 61, to: 99 });
  expect(joined).toEqual([{ from: 40, to: Number.POSITIVE_INFINITY }]);
});
