import { create } from "zustand";
import { persist } from "zustand/middleware";
import type { Case } from "../api/types";
import type { QueueFilters } from "../api/work";
import type { Sections } from "./board";

/** Which cases the queue shows; kept for the next day. */
export const useFilters = create<{ filters: QueueFilters }>()(
  persist(() => ({ filters: {} as QueueFilters }), { name: "sportello.filters" }),
);

export const filterNames = ["team", "channel", "tag", "language"] as const;
export type FilterName = (typeof filterNames)[number];

export function setFilter(name: FilterName, value: string | null): void {
  useFilters.setState(({ filters }) => ({ filters: { ...filters, [name]: value ?? undefined } }));
}

/** Takes over a saved view's filters; what a queue cannot be filtered by is left out. */
export function applyFilters(filters: Record<string, unknown>): void {
  const known = filterNames.flatMap((name) =>
    typeof filters[name] === "string" ? [[name, filters[name]] as const] : [],
  );
  useFilters.setState({ filters: Object.fromEntries(known) });
}

export function activeFilters(filters: QueueFilters): number {
  return filterNames.filter((name) => filters[name]).length;
}

/** What one has in hand is always shown: a filter must not hide somebody who waits for an answer of ours. */
export function filtered(sections: Sections, filters: QueueFilters): Sections {
  if (activeFilters(filters) === 0) return sections;
  const fits = (item: Case) =>
    (!filters.team || item.team?.id === filters.team) &&
    (!filters.channel || item.channel === filters.channel) &&
    (!filters.language || item.language === filters.language) &&
    (!filters.tag || (item.tags ?? []).some(({ id }) => id === filters.tag));
  const { mine, waiting, others, closed } = sections;
  return { mine, waiting: waiting.filter(fits), others: others.filter(fits), closed: closed.filter(fits) };
}
