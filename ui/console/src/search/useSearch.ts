import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { asDeskError } from "../api/errors";
import type { SearchFilters } from "../api/work";
import { search } from "../api/workCalls";

/** So long after the last key the desk is asked, in milliseconds. */
const PAUSE = 250;
export const SHORTEST = 2;

/** Messages with the given words, newest first, page by page. */
export function useSearch(filters: SearchFilters) {
  const asked = useLater(filters);
  const enabled = (asked.q ?? "").length >= SHORTEST;
  const found = useInfiniteQuery({
    queryKey: ["search", asked],
    queryFn: ({ pageParam }) => search(asked, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    enabled,
    staleTime: 30_000,
    retry: (count, error) => asDeskError(error).passing && count < 1,
  });
  return { ...found, enabled, items: found.data?.pages.flatMap(({ items }) => items) ?? [] };
}

function useLater<T>(value: T): T {
  const [later, setLater] = useState(value);
  const key = JSON.stringify(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same filters in another object are the same
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), PAUSE);
    return () => clearTimeout(timer);
  }, [key]);
  return later;
}
