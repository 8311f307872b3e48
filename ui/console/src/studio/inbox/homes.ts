import type { TopicRow, Topics } from "../../api/content";
import type { Home } from "../../api/learning";

interface Section {
  title: string;
  topics: TopicRow[];
}

/** Kinds of topics that messages can become ways of asking of. */
const taking: ReadonlySet<TopicRow["kind"]> = new Set(["faq", "acting", "talk"]);

const bare = (text: string): string =>
  text
    .normalize("NFD")
    .replaceAll(/\p{Diacritic}/gu, "")
    .toLowerCase();

/** Whether every word of a search begins a word of a text, accents aside. */
export function found(text: string, words: string): boolean {
  const parts = bare(text).split(/[^\p{L}\p{N}]+/u);
  return bare(words)
    .split(/\s+/u)
    .every((word) => parts.some((part) => part.startsWith(word)));
}

/** The topics that a search finds, by category, in the order of the categories. */
export function sections({ items, categories }: Topics, words: string): Section[] {
  return categories
    .map(({ id, title }) => ({
      title,
      topics: items
        .filter((topic) => topic.category === id && taking.has(topic.kind))
        .filter((topic) => found(`${topic.title} ${title}`, words))
        .sort((one, other) => one.title.localeCompare(other.title)),
    }))
    .filter(({ topics }) => topics.length > 0);
}

/** The home that a line of the list stands for. */
export function homeOf(value: string, { items }: Topics): Home {
  if (value === "outside" || value === "business") return { home: value };
  const topic = items.find(({ name }) => name === value);
  return { home: "topic", intent: value, title: topic?.title ?? value };
}
