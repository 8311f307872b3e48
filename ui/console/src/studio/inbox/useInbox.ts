import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearchParams } from "wouter";
import { asDeskError } from "../../api/errors";
import type { FindingKind, InboxGroup, InboxPart, InboxState } from "../../api/learning";
import { ask } from "../../api/loose";
import { countDecided } from "./decisions";
import { inboxKey, useBook } from "./useDecide";

export const kinds: readonly FindingKind[] = [
  "fallback",
  "refused_clarification",
  "handover",
  "low_satisfaction",
  "agent_correction",
  "should_be_answered",
  "answered_wrong",
];

export const states: readonly InboxState[] = ["open", "accepted", "dismissed"];

export interface InboxQuery {
  state: InboxState;
  kind: FindingKind | null;
  language: string | null;
}

/** What is shown, as the address says it, so that it can be sent to a colleague. */
export function useInboxQuery(): [InboxQuery, (change: Partial<InboxQuery>) => void] {
  const [parameters, setParameters] = useSearchParams();
  const query: InboxQuery = {
    state: states.find((one) => one === parameters.get("state")) ?? "open",
    kind: kinds.find((one) => one === parameters.get("kind")) ?? null,
    language: parameters.get("language"),
  };
  const change = (changed: Partial<InboxQuery>) => {
    const { state, kind, language } = { ...query, ...changed };
    const shown = {
      ...(state !== "open" && { state }),
      ...(kind && { kind }),
      ...(language && { language }),
    };
    setParameters(shown, { replace: true });
  };
  return [query, change];
}

/** Pages are counted from the first group on: those that were decided meanwhile are no longer among them. */
function following({ next }: InboxPart, read: readonly InboxPart[]): string | undefined {
  if (next === null) return undefined;
  const ids = read.flatMap(({ items }) => items.map(({ id }) => id));
  return String(Math.max(0, Number(next) - countDecided(useBook.getState(), ids)));
}

/** Each group once, also where pages have moved. */
export function groupsOf(pages: readonly InboxPart[]): InboxGroup[] {
  return [...new Map(pages.flatMap(({ items }) => items).map((group) => [group.id, group])).values()];
}

export function useInbox({ state, kind, language }: InboxQuery) {
  const query = { state, ...(kind && { kind }), ...(language && { language }) };
  return useInfiniteQuery({
    queryKey: [...inboxKey, query],
    queryFn: ({ pageParam }) =>
      ask<InboxPart>("GET", "/api/content/inbox", {
        query: { ...query, ...(pageParam ? { after: pageParam } : {}) },
      }),
    initialPageParam: "",
    getNextPageParam: (last, all) => following(last, state === "open" ? all : []),
    retry: (count, error) => asDeskError(error).passing && count < 2,
  });
}
