import type { Answer, Phrase, Topic } from "../../api/content";

/** One part of a topic or a phrase as text, to lay beside the same part of another state of it. */
export interface Part {
  key: string;
  field: "category" | "titles" | "examples" | "answers" | "thresholds";
  language: string | null;
  before: string;
  after: string;
  /** How many lines are the same in both, and left out. */
  same: number;
}

type Item = Topic | Phrase | null;

/** The parts in which two states of one thing differ; all of it where there is only one. */
export function differing(before: Item, after: Item, say: (answer: Answer) => string): Part[] {
  const [old, young] = [textsOf(before, say), textsOf(after, say)];
  const keys = [...new Set([...old.keys(), ...young.keys()])];
  return keys.flatMap((key) => {
    const texts = { before: old.get(key) ?? "", after: young.get(key) ?? "" };
    if (texts.before === texts.after) return [];
    const [field = "category", language = null] = key.split(".");
    const lines = field === "examples" ? onlyDifferent(texts) : { ...texts, same: 0 };
    return [{ key, field: field as Part["field"], language, ...lines }];
  });
}

/** Of long lists only the lines that one of them lacks; all of them where just their order is another. */
function onlyDifferent({ before, after }: { before: string; after: string }) {
  const [old, young] = [before.split("\n"), after.split("\n")];
  const [gone, come] = [
    old.filter((line) => !young.includes(line)),
    young.filter((line) => !old.includes(line)),
  ];
  if (gone.length + come.length === 0) return { before, after, same: 0 };
  return { before: gone.join("\n"), after: come.join("\n"), same: young.length - come.length };
}

function textsOf(item: Item, say: (answer: Answer) => string): Map<string, string> {
  const texts = new Map<string, string>();
  if (!item) return texts;
  if (!("answers" in item)) return texts.set("thresholds", thresholdsIn(item));
  if ("titles" in item) {
    if (item.category) texts.set("category", item.category);
    for (const [language, title] of Object.entries(item.titles)) texts.set(`titles.${language}`, title);
    for (const [language, ways] of Object.entries(item.examples))
      if (ways.length > 0) texts.set(`examples.${language}`, ways.join("\n"));
  }
  for (const language of new Set(item.answers.map((answer) => answer.language))) {
    const own = item.answers.filter((answer) => answer.language === language);
    texts.set(`answers.${language}`, own.map(say).join("\n\n"));
  }
  return texts;
}

/** Limits of confidence that were set by hand, one a line. */
function thresholdsIn(item: Record<string, { lower?: number | null; upper?: number | null }>): string {
  return Object.entries(item)
    .map(([name, { lower, upper }]) => `${name}: ${lower ?? "–"} … ${upper ?? "–"}`)
    .join("\n");
}

/** One's own state with a part of somebody else's. */
export function withPart<T extends Topic | Phrase>(mine: T, theirs: T, key: string): T {
  const [field = "", language = ""] = key.split(".");
  if (field === "answers") {
    const others = mine.answers.filter((answer) => answer.language !== language);
    return { ...mine, answers: [...others, ...theirs.answers.filter((one) => one.language === language)] };
  }
  if (!("titles" in mine) || !("titles" in theirs)) return mine;
  if (field === "category") return { ...mine, category: theirs.category };
  if (field === "titles")
    return { ...mine, titles: { ...mine.titles, [language]: theirs.titles[language] ?? "" } };
  return { ...mine, examples: { ...mine.examples, [language]: theirs.examples[language] ?? [] } };
}

/** Both editors' ways of asking in one language, each once. */
export function withTheirWays(mine: Topic, theirs: Topic, language: string): Topic {
  const own = mine.examples[language] ?? [];
  const more = (theirs.examples[language] ?? []).filter((way) => !own.includes(way));
  return { ...mine, examples: { ...mine.examples, [language]: [...own, ...more] } };
}
