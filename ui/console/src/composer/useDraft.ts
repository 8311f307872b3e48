import { draftKey, useDrafts } from "../state/drafts";
import { useSession } from "../state/session";
import type { Mode } from "./mode";

/** What was begun in a conversation; a note and an answer are kept apart. */
export function useDraft(conversationId: string, mode: Mode): [string, (text: string) => void] {
  const key = draftOf(useSession().agent.id, conversationId, mode);
  const text = useDrafts(({ texts }) => texts[key] ?? "");
  const write = useDrafts((drafts) => drafts.write);
  return [text, (value) => write(key, value)];
}

export function draftOf(agentId: string, conversationId: string, mode: Mode): string {
  const key = draftKey(agentId, conversationId);
  return mode === "note" ? `${key}:note` : key;
}
