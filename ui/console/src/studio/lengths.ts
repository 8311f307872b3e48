/** What fits on a button of every channel, in characters. */
export const TITLE_LENGTH = 24;

/** So many ways of asking a topic should have in each language to be recognised reliably. */
export const RECOMMENDED_WAYS = 20;

export const contentLanguages = ["it", "en"] as const;
export type ContentLanguage = (typeof contentLanguages)[number];

/** The language in which a page opens: that of who reads it, where the assistant speaks it. */
export function startingIn(language: string): ContentLanguage {
  return contentLanguages.find((one) => one === language) ?? "it";
}
