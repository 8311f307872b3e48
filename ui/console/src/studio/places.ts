/** The pages of the studio by group, in the order of its list. */
export const studioPages = [
  { group: "content", pages: ["topics", "phrases"] },
  { group: "learning", pages: ["inbox", "proposals", "beta", "thresholds"] },
  { group: "release", pages: ["publishing", "versions", "exchange"] },
] as const;

export type StudioPageName = (typeof studioPages)[number]["pages"][number];

export const studioNames: readonly StudioPageName[] = studioPages.flatMap(({ pages }) => [...pages]);

export interface StudioPlace {
  page: StudioPageName;
  /** What the page shows, as its own address names it; empty for the page itself. */
  rest: string;
}

/** What an address below `/studio` names; anything else is the list of topics. */
export function studioPlace(path: string): StudioPlace {
  const [, , name = "", ...rest] = path.split("/");
  const page = studioNames.find((one) => one === name);
  return page ? { page, rest: decodeURI(rest.join("/")) } : { page: "topics", rest: "" };
}
