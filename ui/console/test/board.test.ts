import { expect, test } from "vitest";
import type { Queue } from "../src/api/types";
import { emptyBoard, hearCase, learnQueue, sections } from "../src/cases/board";
import { tick } from "../src/state/known";
import { waiting } from "./samples";

const queue = (part: Partial<Queue>): Queue => ({
  waiting: [],
  mine: [],
  others: [],
  closed_recently: [],
  ...part,
});
const me = { id: "me", name: "Giulia" };
const marco = { id: "marco", name: "Marco" };

test("a case taken while the queue was being read does not return to the waiting ones", () => {
  const askedAt = tick();
  const heard = hearCase(emptyBoard, waiting("a", { state: "taken", agent: marco }), tick());
  const { waiting: waits, others } = sections(
    learnQueue(heard, queue({ waiting: [waiting("a")] }), askedAt),
    "me",
  );
  expect(waits).toEqual([]);
  expect(others.map((item) => item.id)).toEqual(["a"]);
});

test("a case opened while the queue was being read is kept", () => {
  const askedAt = tick();
  const heard = hearCase(emptyBoard, waiting("new"), tick());
  const board = learnQueue(heard, queue({ waiting: [waiting("old", { place: 1 })] }), askedAt);
  expect(sections(board, "me").waiting.map((item) => item.id)).toEqual(["old", "new"]);
});

test("a case that the desk no longer lists is forgotten", () => {
  const board = learnQueue(emptyBoard, queue({ waiting: [waiting("gone")] }), tick());
  expect(sections(learnQueue(board, queue({}), tick()), "me").waiting).toEqual([]);
});

test("waiting cases stand as they are served; without a place, urgent and then old ones first", () => {
  const board = learnQueue(
    emptyBoard,
    queue({
      waiting: [
        waiting("late", { opened_at: "2026-01-01T11:00:00Z" }),
        waiting("early"),
        waiting("urgent", { priority: 5, opened_at: "2026-01-01T12:00:00Z" }),
        waiting("second", { place: 2 }),
        waiting("first", { place: 1 }),
      ],
    }),
    tick(),
  );
  expect(sections(board, "me").waiting.map((item) => item.id)).toEqual([
    "first",
    "second",
    "urgent",
    "early",
    "late",
  ]);
});

test("cases stand under whoever has them", () => {
  const taken = queue({
    mine: [waiting("a", { state: "taken", agent: me })],
    others: [waiting("b", { state: "taken", agent: marco })],
    closed_recently: [waiting("c", { state: "handed_back", agent: me, closed_at: "2026-01-01T12:00:00Z" })],
  });
  const { mine, others, closed } = sections(learnQueue(emptyBoard, taken, tick()), "me");
  expect([mine, others, closed].map((items) => items.map((item) => item.id))).toEqual([["a"], ["b"], ["c"]]);
});
