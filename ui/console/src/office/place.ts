import { useLocation } from "wouter";

/** Which page beside the conversations the address names; null for the conversations. */
export type OfficePlace = "studio" | "board" | "reports" | "admin" | "security";

const places: readonly OfficePlace[] = ["studio", "board", "reports", "admin", "security"];

export function useOfficePlace(): OfficePlace | null {
  const [path] = useLocation();
  const first = path.split("/")[1];
  return places.find((place) => place === first) ?? null;
}
