import type { TFunction } from "i18next";
import type { Unit } from "../api/office";
import { lasted } from "../words/times";

/** A figure as one reads it at a glance, in its unit. */
export function shown(value: number | null, unit: Unit, language: string, t: TFunction): string {
  if (value === null) return "–";
  if (unit === "seconds") return lasted(value * 1000, t);
  return new Intl.NumberFormat(language, options[unit]).format(value);
}

const options: Record<Exclude<Unit, "seconds">, Intl.NumberFormatOptions> = {
  count: { maximumFractionDigits: 0 },
  share: { style: "percent", maximumFractionDigits: 0 },
  score: { minimumFractionDigits: 1, maximumFractionDigits: 1 },
  euro: { style: "currency", currency: "EUR", maximumFractionDigits: 0 },
};

/** How much a figure moved against the period before, as a share of that; null where nothing can be said. */
export function moved(value: number | null, previous: number | null): number | null {
  if (value === null || previous === null || previous === 0) return null;
  return (value - previous) / Math.abs(previous);
}

export function asChange(change: number, language: string): string {
  return new Intl.NumberFormat(language, {
    style: "percent",
    maximumFractionDigits: 0,
    signDisplay: "exceptZero",
  }).format(change);
}
