import type { ImportPreview, ImportReport, ImportRow, RowHome } from "../../api/learning";
import { ask } from "../../api/loose";

export function readFile(file: File): Promise<ImportPreview> {
  const body = new FormData();
  body.append("file", file, file.name);
  return ask("POST", "/api/content/imports", { body });
}

export function readPage(html: string): Promise<ImportPreview> {
  return ask("POST", "/api/content/imports", { body: { html } });
}

/** What an editor wants done with one row. */
export interface Choice {
  home: RowHome;
  topic: string | null;
}

export type Choices = Readonly<Record<number, Choice>>;

/** What the desk proposes for each row. */
export function proposed(rows: readonly ImportRow[]): Choices {
  return Object.fromEntries(rows.map(({ row, home, topic }) => [row, { home, topic }]));
}

/** Rows without an answer can only be left out. */
export function canBeTaken({ question, answer }: ImportRow): boolean {
  return question.trim() !== "" && answer.trim() !== "";
}

/** One choice for all rows that can be taken; merging keeps the topic that was proposed. */
export function chooseAll(rows: readonly ImportRow[], before: Choices, home: RowHome): Choices {
  const chosen = rows.map((row) => {
    const known = before[row.row] ?? { home: row.home, topic: row.topic };
    return [row.row, canBeTaken(row) ? { ...known, home } : known];
  });
  return { ...before, ...Object.fromEntries(chosen) };
}

/** Rows that are to be merged, and do not yet say into what. */
export function withoutTopic(choices: Choices): number {
  return Object.values(choices).filter(({ home, topic }) => home === "merge" && !topic).length;
}

/** How many rows would be taken. */
export function takenBy(choices: Choices): number {
  return Object.values(choices).filter(({ home }) => home !== "refused").length;
}

export function apply(id: string, choices: Choices): Promise<ImportReport> {
  const rows = Object.entries(choices).map(([row, { home, topic }]) => ({
    row: Number(row),
    home,
    ...(home === "merge" && topic ? { topic } : {}),
  }));
  return ask("POST", `/api/content/imports/${id}/apply`, { body: { rows } });
}
