import { expect, test } from "vitest";
import { filtered } from "../src/cases/filters";
import { EMPTY, HEADING, layoutOf, ROW, seenRows, shift, shownCases, topOf } from "../src/cases/layout";
import { waiting } from "./samples";

const sections = (ids: string[]) => ({
  mine: [],
  waiting: ids.map((id) => waiting(id)),
  others: [],
  closed: [waiting("closed", { state: "resolved" })],
});

test("sections stand one under the other, and a folded one shows nothing", () => {
  const layout = layoutOf(sections(["a", "b"]), new Set(["closed"]), 10);
  expect(topOf(layout, "a")).toBe((HEADING + EMPTY + HEADING) * 10);
  expect(topOf(layout, "b")).toBe((HEADING + EMPTY + HEADING + ROW) * 10);
  expect(topOf(layout, "closed")).toBeNull();
  expect(shownCases(layout).map(({ id }) => id)).toEqual(["a", "b"]);
});

test("what one looks at is held in place when somebody comes in above", () => {
  const before = layoutOf(sections(["a", "b", "c"]), new Set(), 10);
  const seen = seenRows(before, topOf(before, "b") ?? 0, 10_000);
  const after = layoutOf(sections(["new", "a", "b", "c"]), new Set(), 10);
  expect(shift(after, seen)).toBe(ROW * 10);
});

test("when the topmost row goes, the next one is held", () => {
  const before = layoutOf(sections(["a", "b", "c"]), new Set(), 10);
  const seen = seenRows(before, topOf(before, "b") ?? 0, 10_000);
  expect(shift(layoutOf(sections(["a", "c"]), new Set(), 10), seen)).toBe(-ROW * 10);
});

test("a filter never hides what one has in hand", () => {
  const mine = [waiting("m", { channel: "webchat" })];
  const all = { ...sections(["a"]), mine };
  const shown = filtered(all, { channel: "telegram" });
  expect(shown.mine).toEqual(mine);
  expect(shown.waiting).toEqual([]);
});
