import { create } from "zustand";
import type { Case } from "../api/types";

/** Up to which moment an agent has looked at a conversation, in this window. */
const useSeen = create<{ until: Record<string, string> }>()(() => ({ until: {} }));

export function markSeen(conversationId: string, moment: string): void {
  const { until } = useSeen.getState();
  if ((until[conversationId] ?? "") < moment) {
    useSeen.setState({ until: { ...until, [conversationId]: moment } });
  }
}

/** Messages that nobody here has looked at. */
export function useUnread(item: Case, open: boolean): number {
  const seenUntil = useSeen(({ until }) => until[item.conversation_id] ?? "");
  if (open || (item.last_at ?? "") <= seenUntil) return 0;
  return item.unread;
}

/** The same, for all cases at once. */
export function useUnreadTotal(cases: readonly Case[]): number {
  const until = useSeen((state) => state.until);
  return cases
    .filter((item) => (item.last_at ?? "") > (until[item.conversation_id] ?? ""))
    .reduce((total, item) => total + item.unread, 0);
}
