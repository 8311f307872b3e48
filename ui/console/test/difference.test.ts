import { expect, test } from "vitest";
import type { Answer, Topic } from "../src/api/content";
import { destinationOf } from "../src/studio/answers/choices";
import { blank } from "../src/studio/answers/occasions";
import { differing, withPart, withTheirWays } from "../src/studio/difference/parts";
import { anyhow, askedOf } from "../src/studio/trying/tries";

const say = ({ text }: Answer) => text;

const topic = (change: Partial<Topic> = {}): Topic => ({
  name: "faq/x",
  kind: "faq",
  category: "shop",
  titles: { it: "Uno" },
  examples: { it: ["a", "b"] },
  answers: [
    { ...blank("it"), text: "sì" },
    { ...blank("en"), text: "yes" },
  ],
  ...change,
});

test("only the parts that differ are shown, and all of a thing that is new or gone", () => {
  const after = topic({ titles: { it: "Due" }, answers: [{ ...blank("it"), text: "sì" }] });
  expect(differing(topic(), after, say).map(({ key }) => key)).toEqual(["titles.it", "answers.en"]);
  expect(differing(topic(), topic(), say)).toEqual([]);
  expect(differing(null, topic(), say).every(({ before }) => before === "")).toBe(true);
  expect(differing(topic(), null, say)).toHaveLength(5);
});

test("thresholds that were set by hand are told as lines", () => {
  const fixed = { "faq/x": { lower: 0.3, upper: 0.62 } } as unknown as Topic;
  expect(differing(null, fixed, say)[0]).toMatchObject({ key: "thresholds", after: "faq/x: 0.3 … 0.62" });
});

test("a part of a colleague's work is copied, and the rest stays one's own", () => {
  const theirs = topic({
    category: "returns",
    examples: { it: ["a", "c"] },
    answers: [{ ...blank("it"), text: "certo" }],
  });
  const copied = withPart(topic(), theirs, "answers.it");
  expect(copied.answers.map(({ text }) => text)).toEqual(["yes", "certo"]);
  expect(copied.category).toBe("shop");
  expect(withPart(topic(), theirs, "category").category).toBe("returns");
  expect(withPart(topic(), theirs, "examples.it").examples.it).toEqual(["a", "c"]);
  expect(withTheirWays(topic(), theirs, "it").examples.it).toEqual(["a", "b", "c"]);
});

test("a button leads to a topic, a person, a page, or a step that only its makers write", () => {
  const topics = new Set(["faq/x", "greet"]);
  expect(
    ["/faq/x", "/ask_person", "https://a.example", "", '/inform{"a":1}'].map((one) =>
      destinationOf(one, topics),
    ),
  ).toEqual(["topic", "person", "link", "link", "step"]);
});

test("a trial asks only for what was chosen, and names a moment with its offset", () => {
  expect(askedOf({ text: "a", circumstances: anyhow })).toEqual({ text: "a" });
  const asked = askedOf({ text: "a", circumstances: { ...anyhow, at: "2026-11-27T10:00", country: "DE" } });
  expect(asked).toEqual({ text: "a", country: "DE", at: new Date("2026-11-27T10:00").toISOString() });
});
