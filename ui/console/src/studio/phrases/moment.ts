import en from "../../words/phrases/en.json";
import it from "../../words/phrases/it.json";

const known: Record<string, Record<string, string>> = { en, it };

/** When a phrase is said, in words; of a phrase that we don't know, as far as its name tells ("My · own one"). */
export function momentOf(name: string, language: string): string {
  const bare = name.replace(/^utter_/u, "");
  const named = known[language]?.[bare];
  if (named) return named;
  const words = bare.replaceAll("_", " ").replaceAll("/", " · ");
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}
