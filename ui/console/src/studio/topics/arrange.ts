import type { Category, TopicRow } from "../../api/content";

export const orders = ["category", "asked", "worst", "touched"] as const;
export type Order = (typeof orders)[number];

export const shows = ["all", "changed", "problems", "unused"] as const;
export type Show = (typeof shows)[number];

export interface View {
  words: string;
  show: Show;
  order: Order;
}

/** A line of the list: a category's heading, or a topic. */
export type Line =
  | { kind: "heading"; id: string; title: string; count: number }
  | { kind: "topic"; topic: TopicRow };

const ACCENTS = /\p{Diacritic}/gu;

/** Words as one compares them: without case and accents. */
export function plain(text: string): string {
  return text.normalize("NFD").replace(ACCENTS, "").toLocaleLowerCase();
}

/** The lines to show, in order; every word that was searched for is in the topic's title or name. */
export function arrange(
  items: readonly TopicRow[],
  categories: readonly Category[],
  { words, show, order }: View,
): Line[] {
  const wanted = plain(words).split(/\s+/u).filter(Boolean);
  const found = items.filter((topic) => shown(topic, show) && matches(topic, wanted));
  if (order !== "category") return [...found].sort(by[order]).map((topic) => ({ kind: "topic", topic }));
  return grouped(found, categories);
}

function grouped(found: TopicRow[], categories: readonly Category[]): Line[] {
  const known = new Set(categories.map(({ id }) => id));
  const groups = [...categories, { id: "", title: "" }];
  return groups.flatMap(({ id, title }) => {
    const topics = found
      .filter(({ category }) => (known.has(category) ? category : "") === id)
      .sort(by.asked);
    if (topics.length === 0) return [];
    const heading: Line = { kind: "heading", id, title, count: topics.length };
    return [heading, ...topics.map((topic): Line => ({ kind: "topic", topic }))];
  });
}

/** The share of those who asked that needed no person after; null where nobody asked. */
export function endedWell({ asked, ended_well }: TopicRow): number | null {
  return asked && ended_well !== null ? ended_well / asked : null;
}

const by = {
  asked: (one: TopicRow, other: TopicRow) =>
    (other.asked ?? 0) - (one.asked ?? 0) || one.title.localeCompare(other.title),
  worst: (one: TopicRow, other: TopicRow) => (endedWell(one) ?? 2) - (endedWell(other) ?? 2),
  touched: (one: TopicRow, other: TopicRow) => (other.touched_at ?? "").localeCompare(one.touched_at ?? ""),
};

function shown({ state, problems, asked }: TopicRow, show: Show): boolean {
  if (show === "changed") return state !== "live";
  if (show === "problems") return problems.errors + problems.warnings > 0;
  return show === "all" || !asked;
}

function matches({ title, name }: TopicRow, wanted: string[]): boolean {
  const text = plain(`${title} ${name.replaceAll(/[_/]/gu, " ")}`);
  return wanted.every((word) => text.includes(word));
}
