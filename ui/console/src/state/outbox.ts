import { create } from "zustand";
import { persist } from "zustand/middleware";
import type { Upload } from "../api/work";

/** An answer that the desk has not confirmed yet. */
export interface Unsent {
  clientId: string;
  agentId: string;
  conversationId: string;
  text: string;
  /** Files that the desk has already. */
  attachments?: Upload[];
  /** Colleagues called in a private note; null for an answer to the shopper. */
  mentions?: string[] | null;
  at: string;
  /** `sending`: on its way; `waiting`: tried again as soon as the desk is back; `refused`: the desk said no. */
  state: "sending" | "waiting" | "refused";
  reason: string;
}

interface Outbox {
  unsent: Unsent[];
}

/** Survives a reload: the same `clientId` posted again has one effect, so trying again is safe. */
export const useOutbox = create<Outbox>()(
  persist((): Outbox => ({ unsent: [] }), { name: "sportello.outbox" }),
);

export function unsentIn(conversationId: string): Unsent[] {
  return useOutbox.getState().unsent.filter((item) => item.conversationId === conversationId);
}

export function addUnsent(item: Unsent): void {
  useOutbox.setState(({ unsent }) => ({ unsent: [...unsent, item] }));
}

export function changeUnsent(clientId: string, change: Partial<Unsent>): void {
  useOutbox.setState(({ unsent }) => ({
    unsent: unsent.map((item) => (item.clientId === clientId ? { ...item, ...change } : item)),
  }));
}

export function removeUnsent(clientId: string): void {
  useOutbox.setState(({ unsent }) => ({ unsent: unsent.filter((item) => item.clientId !== clientId) }));
}
