import { create } from "zustand";
import { persist } from "zustand/middleware";

interface Drafts {
  texts: Record<string, string>;
  write: (key: string, text: string) => void;
}

/** Answers begun and not sent, by agent and conversation; they survive a reload and a sign-in. */
export const useDrafts = create<Drafts>()(
  persist(
    (set) => ({
      texts: {},
      write: (key, text) => set(({ texts }) => ({ texts: withDraft(texts, key, text) })),
    }),
    { name: "sportello.drafts" },
  ),
);

export function draftKey(agentId: string, conversationId: string): string {
  return `${agentId}:${conversationId}`;
}

function withDraft(texts: Record<string, string>, key: string, text: string): Record<string, string> {
  const { [key]: _previous, ...rest } = texts;
  return text ? { ...rest, [key]: text } : rest;
}
