import { create } from "zustand";
import { persist } from "zustand/middleware";

export type Language = "it" | "en";

export const topics = ["waiting", "messages", "mentions", "sla", "assigned"] as const;
export type Topic = (typeof topics)[number];

interface Preferences {
  /** Null: the browser's language. */
  language: Language | null;
  sound: boolean;
  desktop: boolean;
  /** How many wait, in the window's title. */
  counter: boolean;
  /** What an agent wants to be told about, by sound and on the desktop. */
  tell: Record<Topic, boolean>;
  /** Single-key shortcuts can be turned off (WCAG 2.1.4). */
  singleKeys: boolean;
  set: (change: Partial<Omit<Preferences, "set">>) => void;
}

export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      language: null,
      sound: false,
      desktop: false,
      counter: true,
      tell: { waiting: true, messages: true, mentions: true, sla: true, assigned: true },
      singleKeys: true,
      set: (change) => set(change),
    }),
    { name: "sportello.preferences" },
  ),
);
