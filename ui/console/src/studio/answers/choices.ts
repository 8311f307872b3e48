/** Where answers may differ, and to whom. */
export const channels = ["whatsapp", "telegram", "webchat"] as const;
export const openings = ["open", "closed"] as const;
export const customers = ["guest", "known", "vip"] as const;
export const manners = ["tu", "lei"] as const;

/** Where shops of ours deliver, by ISO 3166-1; what stands in an answer already is offered, too. */
export const countries = [
  ..."IT AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS LI LT LU LV MC MT NL NO PL PT RO RS SE SI SK SM".split(
    " ",
  ),
  ..."VA AE AU BR CA CN HK IL IN JP KR MX NZ SG TR UA US ZA".split(" "),
];

/** The call of a person, as a button carries it. */
export const PERSON = "/ask_person";

export type Destination = "topic" | "person" | "link" | "step";

/** Where a button leads; a step is one of the assistant's own, which only its makers write. */
export function destinationOf(payload: string, topics: ReadonlySet<string>): Destination {
  if (payload === PERSON) return "person";
  if (/^https?:/iu.test(payload) || payload === "") return "link";
  return topics.has(payload.slice(1)) ? "topic" : "step";
}
