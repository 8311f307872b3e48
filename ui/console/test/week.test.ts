import { expect, test } from "vitest";
import { minutesOf, readDay, writeDay } from "../src/admin/hours/week";

test.each([
  ["9-13, 14:30-18", "09:00–13:00, 14:30–18:00"],
  ["14.30–18 e 9-13", "09:00–13:00, 14:30–18:00"],
  ["20-24", "20:00–24:00"],
  ["22-2", "22:00–02:00"],
  ["", ""],
])("%s is read and written again as %s", (written, again) => {
  expect(writeDay(readDay(written) ?? [])).toBe(again);
});

test.each(["nove", "9", "25-26", "9-9", "9-13, 12-18", "9:75-10", "24-25"])(
  "%s is not understood",
  (written) => {
    expect(readDay(written)).toBeNull();
  },
);

test("a night ends with the day in the picture", () => {
  expect(minutesOf({ from: "22:00", to: "02:00" })).toEqual([22 * 60, 24 * 60]);
});
