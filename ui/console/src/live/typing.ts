import { create } from "zustand";

/** A sign of writing is believed for so long, in milliseconds, unless repeated. */
const BELIEVED_MILLISECONDS = 6_000;

const useTypingStore = create<{ until: Record<string, number> }>()(() => ({ until: {} }));

export function heardTyping(conversationId: string): void {
  const until = Date.now() + BELIEVED_MILLISECONDS;
  setUntil(conversationId, until);
  setTimeout(() => {
    if (useTypingStore.getState().until[conversationId] === until) setUntil(conversationId, 0);
  }, BELIEVED_MILLISECONDS);
}

/** What was being written has arrived. */
export function stoppedTyping(conversationId: string): void {
  setUntil(conversationId, 0);
}

export function useShopperTyping(conversationId: string): boolean {
  return useTypingStore(({ until }) => (until[conversationId] ?? 0) > 0);
}

function setUntil(conversationId: string, moment: number): void {
  useTypingStore.setState(({ until }) => ({ until: { ...until, [conversationId]: moment } }));
}
