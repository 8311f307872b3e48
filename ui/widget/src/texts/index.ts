import { en } from "./en";
import { it, type Texts } from "./it";

export type { Texts };
export type Language = "it" | "en";

export const catalogues: Record<Language, Texts> = { it, en };

/** The language to speak: what is set, else the page's, else the browser's; Italian in Italian places. */
export function chooseLanguage(set: string | null, page: string, browser: readonly string[]): Language {
  for (const wish of [set, page, ...browser]) {
    const code = wish?.slice(0, 2).toLowerCase();
    if (code === "it" || code === "en") return code;
  }
  return "en";
}
