import type { ConversationHead } from "../api/types";
import type { Canned } from "../api/work";
import { matches } from "./completion";

/** The prepared answers that a query could mean; those whose shortcut begins with it come first. */
export function findCanned(all: readonly Canned[], query: string): Canned[] {
  const fitting = all.filter(({ shortcut, title, text_it }) => matches(query, shortcut, title, text_it));
  const begins = ({ shortcut }: Canned) => (shortcut.toLowerCase().startsWith(query.toLowerCase()) ? 0 : 1);
  return fitting.sort((one, other) => begins(one) - begins(other)).slice(0, 8);
}

/** Its words in the shopper's language, with the names filled in. */
export function cannedText(canned: Canned, head: ConversationHead, agent: string): string {
  const english = head.language === "en";
  const text = (english ? canned.text_en : canned.text_it) || canned.text_it || canned.text_en;
  return text
    .replaceAll("{name}", firstName(head.contact.name))
    .replaceAll("{agent}", firstName(agent))
    .trim();
}

function firstName(name: string | null | undefined): string {
  return (name ?? "").trim().split(/\s+/u)[0] ?? "";
}
