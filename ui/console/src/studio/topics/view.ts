import { create } from "zustand";
import type { View } from "./arrange";

/** How the list is looked at; it is the same when one comes back from a topic. */
export const useView = create<View & { set: (change: Partial<View>) => void }>()((set) => ({
  words: "",
  show: "all",
  order: "category",
  set: (change) => set(change),
}));
