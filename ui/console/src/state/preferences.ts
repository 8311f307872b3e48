import { create } from "zustand";
import { persist } from "zustand/middleware";

export type Language = "it" | "en";

interface Preferences {
  /** Null: the browser's language. */
  language: Language | null;
  sound: boolean;
  desktop: boolean;
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
      singleKeys: true,
      set: (change) => set(change),
    }),
    { name: "sportello.preferences" },
  ),
);
