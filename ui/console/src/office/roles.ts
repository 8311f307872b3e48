import type { Role } from "../api/office";

/** The parts of the console, in the order of the top bar. */
export type Section = "queue" | "studio" | "board" | "reports" | "admin";

/** The key that, with Shift, leads to a part. */
export const keyOf: Record<Section, string> = {
  queue: "Q",
  studio: "S",
  board: "B",
  reports: "R",
  admin: "A",
};

export const pathOf: Record<Section, string> = {
  queue: "/",
  studio: "/studio",
  board: "/board",
  reports: "/reports",
  admin: "/admin",
};

const sections: Record<Role, readonly Section[]> = {
  agent: ["queue"],
  editor: ["studio"],
  supervisor: ["queue", "studio", "board", "reports", "admin"],
  admin: ["queue", "studio", "board", "reports", "admin"],
};

/** What a role is shown; the desk refuses the rest by itself. */
export function sectionsOf(role: Role): readonly Section[] {
  return sections[role];
}

export const isAdmin = (role: Role): boolean => role === "admin";
export const supervises = (role: Role): boolean => role === "admin" || role === "supervisor";
export const answers = (role: Role): boolean => role !== "editor";
/** Whether a role may change what the assistant knows. */
export const edits = (role: Role): boolean => role !== "agent";

/** The pages of the administration, by group; those of administrators only are marked. */
export const adminPages = [
  ["people", [page("agents", true), page("teams", true), page("queue", true)]],
  ["promises", [page("hours", true), page("targets")]],
  ["words", [page("canned"), page("tags")]],
  ["accounts", [page("costs", true), page("tokens", true), page("webhooks", true)]],
  ["trust", [page("audit", true), page("retention", true), page("privacy", true)]],
] as const;

export type AdminPageName = (typeof adminPages)[number][1][number]["name"];

function page<Name extends string>(name: Name, adminOnly = false) {
  return { name, adminOnly };
}
