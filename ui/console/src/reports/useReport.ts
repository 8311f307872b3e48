import { useMemo } from "react";
import { useSearchParams } from "wouter";
import type { Figures, Group } from "../api/office";
import { useAsked } from "../office/asked";
import { type Period, periodOf } from "./period";

export const groups: readonly Group[] = ["day", "channel", "team", "topic", "language"];
export const filterNames = ["channel", "team", "topic", "language"] as const;
export type FilterName = (typeof filterNames)[number];

export interface Query {
  period: Period;
  group: Group;
  filters: Partial<Record<FilterName, string>>;
}

/** What is asked for is in the address, so that a report can be sent as a link. */
export function useReportQuery(): [Query, (change: Partial<Query>) => void] {
  const [parameters, setParameters] = useSearchParams();
  const written = parameters.toString();
  const query = useMemo(() => readQuery(new URLSearchParams(written)), [written]);
  const change = (part: Partial<Query>) =>
    setParameters(writeQuery({ ...query, ...part }), { replace: true });
  return [query, change];
}

function readQuery(parameters: URLSearchParams): Query {
  const usual = periodOf("week", new Date());
  const filters: Query["filters"] = {};
  for (const name of filterNames) {
    const value = parameters.get(name);
    if (value !== null) filters[name] = value;
  }
  return {
    period: { from: parameters.get("from") ?? usual.from, to: parameters.get("to") ?? usual.to },
    group: groups.find((one) => one === parameters.get("group")) ?? "day",
    filters,
  };
}

/** The parameters of the address and of the desk's routes alike. */
export function writeQuery({ period, group, filters }: Query): Record<string, string> {
  return { ...period, group, ...(filters as Record<string, string>) };
}

export function useReport(query: Query) {
  return useAsked<Figures>(["figures"], "/api/figures", writeQuery(query));
}
