import type { Language } from "../state/preferences";
import type { words } from "./italian";

export type Words = typeof words;

/** All texts, by language: nobody fetches a language that they do not read. */
export const catalogue: Record<Language, () => Promise<Words>> = {
  it: async () => (await import("./italian")).words,
  en: async () => (await import("./english")).words,
};
