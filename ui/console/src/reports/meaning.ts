import type { FigureKey } from "../api/office";

/** Whether more of a figure is good news (1), bad (-1) or neither (0). */
export const better: Record<FigureKey, 1 | 0 | -1> = {
  volume: 0,
  resolved_confirmed: 1,
  resolved_assumed: 0,
  handed_over: 0,
  first_response: -1,
  next_response: -1,
  next_response_within: 1,
  wait: -1,
  handling: -1,
  satisfaction: 1,
  estimated_frustration: -1,
  reopened: -1,
  cost_saved: 1,
  faq_useful: 1,
};

/** The figures of durations: their value is the median, and the 90th percentile stands beside it. */
export const durations: ReadonlySet<FigureKey> = new Set([
  "first_response",
  "next_response",
  "wait",
  "handling",
]);

/** Whether a figure keeps what was aimed at. */
export function keeps(key: FigureKey, value: number, target: number): boolean {
  return better[key] < 0 ? value <= target : value >= target;
}
