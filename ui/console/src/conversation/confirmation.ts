import { create } from "zustand";

/** What is asked to be confirmed before it is done. */
export type Final = "hand-back" | "resolve";

export const useConfirmation = create<{ asked: { deed: Final; conversationId: string } | null }>()(() => ({
  asked: null,
}));

export function askConfirmation(deed: Final, conversationId: string): void {
  useConfirmation.setState({ asked: { deed, conversationId } });
}

export function closeConfirmation(): void {
  useConfirmation.setState({ asked: null });
}
