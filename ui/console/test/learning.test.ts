import { expect, test } from "vitest";
import type { TopicRow, Topics } from "../src/api/content";
import type { BetaReport, ImportRow, Judged, Outcomes, Replay } from "../src/api/learning";
import { outcomes, sumOf } from "../src/studio/beta/outcomes";
import { judged } from "../src/studio/beta/useJudge";
import { canBeTaken, chooseAll, proposed, takenBy, withoutTopic } from "../src/studio/exchange/imports";
import { found, homeOf, sections } from "../src/studio/inbox/homes";
import { asShare, changesNothing, movedBy } from "../src/studio/thresholds/numbers";

const topic = (name: string, title: string, category: string, kind: TopicRow["kind"] = "faq") =>
  ({ name, title, category, kind }) as TopicRow;

const topics = {
  items: [
    topic("faq/sizes", "Taglie e misure", "shop"),
    topic("faq/delivery_time", "Tempi di consegna", "delivery"),
    topic("shipping_cost", "Costi di spedizione", "delivery", "acting"),
    topic("out_of_scope", "Fuori tema", "conversation", "outside"),
  ],
  categories: [
    { id: "delivery", title: "Consegna" },
    { id: "shop", title: "Il negozio" },
    { id: "conversation", title: "Conversazione" },
  ],
} as Topics;

test.each([
  ["Città e isole", "citta", true],
  ["Tempi di consegna", "cons tem", true],
  ["Tempi di consegna", "segna", false],
  ["Tempi di consegna", "", true],
])("%s, searched for by %s: %s", (text, words, is) => {
  expect(found(text, words)).toBe(is);
});

test("homes stand by category, and what is outside is no topic", () => {
  expect(sections(topics, "").map(({ title, topics: its }) => [title, its.map(({ name }) => name)])).toEqual([
    ["Consegna", ["shipping_cost", "faq/delivery_time"]],
    ["Il negozio", ["faq/sizes"]],
  ]);
  expect(sections(topics, "negozio").length).toBe(1);
});

test("a line of the list is a home", () => {
  expect(homeOf("outside", topics)).toEqual({ home: "outside" });
  expect(homeOf("faq/sizes", topics)).toEqual({
    home: "topic",
    intent: "faq/sizes",
    title: "Taglie e misure",
  });
});

const counts = (answered: number, wrong: number, unknown: number, asked = 10): Outcomes => ({
  answered,
  asked,
  handed_over: 5,
  wrong,
  unknown,
});
const message = (judgement: Judged["judged"]): Judged => ({
  text: "tempi?",
  intent: "faq/delivery_time",
  title: "Tempi di consegna",
  confidence: 0.6,
  judged: judgement,
});
const replay = (change: Partial<Replay>): Replay => ({
  messages: 100,
  before: counts(50, 2, 20),
  after: counts(50, 2, 20),
  gained: [],
  lost: [],
  ...change,
});

test("more are counted than are listed", () => {
  const more = replay({ after: counts(341, 5, 25), gained: [message("wrong")] });
  expect(movedBy(more).gained).toEqual({ all: 291, wrong: 3, unknown: 5, right: 283 });
  expect(movedBy(more).lost.all).toBe(0);
});

test("where some are gained and some lost, each list is counted", () => {
  const both = replay({ gained: [message("right")], lost: [message("wrong"), message("unknown")] });
  expect(movedBy(both).gained).toMatchObject({ all: 1, right: 1 });
  expect(movedBy(both).lost).toMatchObject({ all: 2, wrong: 1, unknown: 1 });
});

test("nothing changes only where nobody is asked back either", () => {
  expect(changesNothing(replay({}))).toBe(true);
  expect(changesNothing(replay({ after: counts(50, 2, 20, 12) }))).toBe(false);
});

test("certainty reads as in the language", () => {
  expect(asShare(0.6, "it")).toBe("0,60");
  expect(asShare(0.618, "en")).toBe("0.62");
});

test("wrong answers are drawn beside the others, not on top of them", () => {
  const row = outcomes({
    category: "delivery",
    title: "Consegna",
    answered: 3,
    asked: 1,
    handed_over: 0,
    wrong: 2,
  });
  expect(row).toMatchObject({ questions: 4, right: 1 });
  expect(sumOf([row, row])).toMatchObject({ questions: 8, wrong: 4 });
});

test("one question is judged, the others stay", () => {
  const questions = [
    { id: "1", verdict: null },
    { id: "2", verdict: "right" },
  ] as BetaReport["questions"];
  const after = judged({ questions } as BetaReport, { id: "1", verdict: "wrong" });
  expect(after.questions.map(({ verdict }) => verdict)).toEqual(["wrong", "right"]);
});

const line = (row: number, home: ImportRow["home"], answer = "Sì."): ImportRow => ({
  row,
  question: "Fate pacchetti?",
  answer,
  language: "it",
  category: null,
  home,
  topic: home === "merge" ? "faq/gift_wrapping" : null,
  title: null,
  reason: null,
});

test("one choice for all leaves out what cannot be taken", () => {
  const rows = [line(1, "new"), line(2, "merge"), line(3, "refused", "")];
  const all = chooseAll(rows, proposed(rows), "merge");
  expect(all[1]).toEqual({ home: "merge", topic: null });
  expect(all[2]).toEqual({ home: "merge", topic: "faq/gift_wrapping" });
  expect(all[3]?.home).toBe("refused");
  expect([withoutTopic(all), takenBy(all)]).toEqual([1, 2]);
  expect(canBeTaken(line(4, "refused", " "))).toBe(false);
});
