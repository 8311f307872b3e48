import { create } from "zustand";
import { focusSoon } from "../conversation/focus";

/** An answer goes to the shopper; a note stays between colleagues. */
export type Mode = "reply" | "note";

const useModes = create<{ notes: Record<string, boolean> }>()(() => ({ notes: {} }));

export function chooseMode(conversationId: string, mode: Mode): void {
  useModes.setState(({ notes }) => ({ notes: { ...notes, [conversationId]: mode === "note" } }));
}

export function useMode(conversationId: string): Mode {
  return useModes(({ notes }) => (notes[conversationId] ? "note" : "reply"));
}

/** Begins a note, or goes on with one. */
export function startNote(conversationId: string): void {
  chooseMode(conversationId, "note");
  focusSoon();
}

/** Begins an answer, or goes on with one. */
export function startReply(conversationId: string): void {
  chooseMode(conversationId, "reply");
  focusSoon();
}
