import i18next from "i18next";
import { beforeAll, expect, test } from "vitest";
import { rowsOf } from "../src/conversation/rows";
import { startWords } from "../src/words";
import { initials } from "../src/words/names";
import { dayName, lasted } from "../src/words/times";
import { message } from "./samples";

beforeAll(() => startWords("it"), 120_000);

test.each([
  [-5_000, "0 s"],
  [59_999, "59 s"],
  [60_000, "1 min"],
  [3_599_000, "59 min"],
  [3_900_000, "1 h 05 min"],
  [90_000_000, "1 g"],
])("%d milliseconds read %s", (milliseconds, words) => {
  expect(lasted(milliseconds, i18next.t)).toBe(words);
});

test("days are named from the reader's calendar, not by 24 hours", () => {
  const now = new Date(2026, 0, 2, 0, 10).getTime();
  expect(dayName(new Date(2026, 0, 1, 23, 50).toISOString(), now, "it")).toBe("ieri");
  expect(dayName(new Date(2026, 0, 2, 0, 5).toISOString(), now, "it")).toBe("oggi");
  expect(dayName(new Date(2025, 11, 24, 12).toISOString(), now, "it")).toContain("2025");
});

test("a name that is blank, single or long has at most two initials", () => {
  expect([initials("  "), initials("giulia"), initials("Anna Maria De Luca")]).toEqual(["", "G", "AL"]);
});

test("a day is announced where it begins, another author begins a group, and a note parts one", () => {
  const written = {
    id: "n",
    conversation_id: "c1",
    author: { id: "g", name: "Giulia" },
    mentions: [],
    after_sequence: 3,
    client_id: "k",
  };
  const rows = rowsOf(
    [
      message(1),
      message(2),
      message(3, { author: "bot" }),
      message(5, { author: "bot" }),
      message(6, { author: "bot", at: "2026-01-03T10:00:00Z" }),
    ],
    [{ ...written, text: "attenzione", at: new Date(Date.UTC(2026, 0, 1, 10, 0, 4)).toISOString() }],
    [],
  );
  expect(rows.map((row) => [row.day !== null, row.kind === "message" ? row.first : row.kind])).toEqual([
    [true, true],
    [false, false],
    [false, true],
    [false, "note"],
    [false, true],
    [true, true],
  ]);
});
