import { create } from "zustand";
import type { Case } from "../api/types";
import { between } from "./navigator";

interface Selection {
  /** Whether rows offer to be selected. */
  on: boolean;
  /** Cases by id: what is selected stays so while the list moves. */
  chosen: Record<string, Case>;
  /** Where a range begins. */
  from: string | null;
}

export const useSelection = create<Selection>()(() => ({ on: false, chosen: {}, from: null }));

/** Closed cases have nothing left to be done to them in bulk. */
export function selectable(item: Case): boolean {
  return item.state === "waiting" || item.state === "taken";
}

export function startSelecting(): void {
  useSelection.setState({ on: true });
}

export function endSelecting(): void {
  useSelection.setState({ on: false, chosen: {}, from: null });
}

export function toggle(item: Case): void {
  if (!selectable(item)) return;
  useSelection.setState(({ chosen }) => {
    const { [item.id]: before, ...rest } = chosen;
    return { on: true, chosen: before ? rest : { ...chosen, [item.id]: item }, from: item.id };
  });
}

/** Selects everything from the last one that was touched up to this one. */
export function selectTo(item: Case): void {
  const { from, chosen } = useSelection.getState();
  if (!from) {
    toggle(item);
    return;
  }
  const range = between(from, item.id).filter(selectable);
  const added = Object.fromEntries(range.map((one) => [one.id, one]));
  useSelection.setState({ on: true, chosen: { ...chosen, ...added } });
}

export function useIsSelected(caseId: string): boolean {
  return useSelection(({ chosen }) => caseId in chosen);
}

/** What was done leaves the selection; what failed stays to be looked at. */
export function keepSelected(conversationIds: readonly string[]): void {
  const { chosen } = useSelection.getState();
  const kept = Object.entries(chosen).filter(([, item]) => conversationIds.includes(item.conversation_id));
  useSelection.setState({ on: kept.length > 0, chosen: Object.fromEntries(kept), from: null });
}
