import { create } from "zustand";

/** The conversations for which a new hand is looked for; null while nothing is. */
export const useAskedTransfer = create<{ conversations: string[] | null }>()(() => ({ conversations: null }));

export function askTransfer(conversations: string[]): void {
  useAskedTransfer.setState({ conversations });
}

export function closeTransfer(): void {
  useAskedTransfer.setState({ conversations: null });
}
