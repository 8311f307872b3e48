import { expect, test } from "vitest";
import type { Answer, Problem, Topic, TopicRow } from "../src/api/content";
import {
  always,
  blank,
  type Limits,
  limit,
  occasions,
  unlimited,
  without,
} from "../src/studio/answers/occasions";
import { studioPlace } from "../src/studio/places";
import { languageOf, problemsBy } from "../src/studio/topic/problems";
import { addWays, pasted, repeats } from "../src/studio/topic/ways";
import { arrange } from "../src/studio/topics/arrange";

const row = (name: string, change: Partial<TopicRow> = {}): TopicRow => ({
  name,
  kind: "faq",
  category: "delivery",
  title: name,
  languages: ["it"],
  examples: { it: 20 },
  asked: 0,
  ended_well: null,
  score: null,
  confusions: [],
  touched_at: null,
  touched_by: null,
  state: "live",
  problems: { errors: 0, warnings: 0 },
  valid_from: null,
  valid_until: null,
  ...change,
});

const view = { words: "", show: "all", order: "category" } as const;
const titles = (lines: ReturnType<typeof arrange>) =>
  lines.map((line) => (line.kind === "heading" ? `# ${line.title}` : line.topic.title));

test("an address names a page and what it shows, and anything else is the list of topics", () => {
  expect(studioPlace("/studio/topics/faq/promotions")).toEqual({ page: "topics", rest: "faq/promotions" });
  expect(studioPlace("/studio/versions")).toEqual({ page: "versions", rest: "" });
  expect(studioPlace("/studio/elsewhere/x")).toEqual({ page: "topics", rest: "" });
  expect(studioPlace("/")).toEqual({ page: "topics", rest: "" });
});

test("topics stand by category in its order, the most asked first, strays at the end", () => {
  const items = [
    row("a", { asked: 1 }),
    row("b", { asked: 9 }),
    row("c", { category: "returns" }),
    row("d", { category: "gone" }),
  ];
  const categories = [
    { id: "returns", title: "Resi" },
    { id: "delivery", title: "Consegna" },
  ];
  expect(titles(arrange(items, categories, view))).toEqual([
    "# Resi",
    "c",
    "# Consegna",
    "b",
    "a",
    "# ",
    "d",
  ]);
});

test("a search knows no accents, and filters and orders leave the categories out of it", () => {
  const items = [
    row("faq/sizes", { title: "Qualità e taglie", asked: 10, ended_well: 9 }),
    row("x", { state: "changed", asked: 10, ended_well: 2 }),
  ];
  expect(titles(arrange(items, [], { ...view, words: "QUALITA tag" }))).toEqual(["# ", "Qualità e taglie"]);
  expect(titles(arrange(items, [], { ...view, show: "changed", order: "worst" }))).toEqual(["x"]);
  expect(titles(arrange(items, [], { ...view, order: "worst" }))).toEqual(["x", "Qualità e taglie"]);
});

test("pasted lists lose their signs, and what is known is not added twice", () => {
  expect(pasted("- Dov'è il pacco?\r\n\n 2) dove sta\n• 3 giorni?")).toEqual([
    "Dov'è il pacco?",
    "dove sta",
    "3 giorni?",
  ]);
  const added = addWays(["Dov'è il pacco?"], ["dov'e il PACCO", "arriva?", "Arriva", " "]);
  expect(added).toEqual({ ways: ["Dov'è il pacco?", "arriva?"], added: 1, known: 3 });
  expect([...repeats(["uno", "due", "Uno!", ""])]).toEqual([[2, 0]]);
});

test("answers stand together by occasion, whatever their channel, and are limited together", () => {
  const closed: Limits = { ...always, opening: "closed" };
  const answers: Answer[] = [
    { ...blank("it"), text: "sempre" },
    { ...blank("it", closed), text: "chiuso" },
    { ...blank("en"), text: "always" },
    { ...blank("it", closed, "whatsapp"), text: "chiuso, corto" },
  ];
  const [first, second] = occasions(answers, "it");
  expect(first?.wordings.map(({ index }) => index)).toEqual([0]);
  expect(second?.wordings.map(({ index }) => index)).toEqual([1, 3]);
  if (!second) throw new Error("There are two.");
  const moved = limit(answers, second, { country: "DE" });
  expect(moved.map(({ country }) => country)).toEqual([null, "DE", null, "DE"]);
  expect(unlimited(second).every(({ opening }) => opening === null)).toBe(true);
  expect(without(answers, [1, 3]).map(({ text }) => text)).toEqual(["sempre", "always"]);
});

test("a problem stays with its line when lines move, and leaves with the words that caused it", () => {
  const topic = (it: string[]): Topic => ({
    name: "faq/x",
    kind: "faq",
    category: "",
    titles: {},
    examples: { it },
    answers: [blank("en")],
  });
  const problem = (field: string): Problem => ({
    code: "x",
    severity: "error",
    field,
    message: field,
    topic: "faq/x",
    values: {},
  });
  const at = problemsBy(
    [problem("examples.it.1"), problem("answers.0.text")],
    topic(["a", "b"]),
    topic(["b", "c"]),
  );
  expect(at("examples.it.0")).toHaveLength(1);
  expect(at("examples.it.1")).toHaveLength(0);
  expect(at("answers.0.text")).toHaveLength(1);
  expect(problemsBy([problem("examples.it.1")], topic(["a", "b"]), topic(["a"]))("examples.it.1")).toEqual(
    [],
  );
  expect(languageOf(problem("answers.0.text"), topic([]))).toBe("en");
  expect(languageOf(problem("category"), topic([]))).toBeNull();
});
