import { create } from "zustand";
import { persist } from "zustand/middleware";

/** Something written that the desk does not have yet. */
export interface Unsaved {
  agentId: string;
  revision: number;
  value: unknown;
}

/** Survives a reload and a sign-in: nothing that was written is lost. */
export const useUnsaved = create<{ items: Record<string, Unsaved> }>()(
  persist(() => ({ items: {} as Record<string, Unsaved> }), { name: "sportello.unsaved" }),
);

export function keepUnsaved(item: string, unsaved: Unsaved | null): void {
  useUnsaved.setState(({ items }) => {
    const { [item]: before, ...rest } = items;
    if (!unsaved) return before ? { items: rest } : { items };
    return { items: { ...rest, [item]: unsaved } };
  });
}

export function unsavedOf<T>(item: string, agentId: string): { revision: number; value: T } | null {
  const found = useUnsaved.getState().items[item];
  return found?.agentId === agentId ? { revision: found.revision, value: found.value as T } : null;
}
