import { create } from "zustand";

/** What the left pane shows. */
export type Left = "queue" | "search" | "mentions";

interface LeftPane {
  left: Left;
  /** What to search for when the search is opened. */
  words: string;
}

export const useLeft = create<LeftPane>()(() => ({ left: "queue", words: "" }));

export function showLeft(left: Left, words?: string): void {
  useLeft.setState((before) => ({ left, words: words ?? before.words }));
}
