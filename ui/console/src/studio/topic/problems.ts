import { createContext, createElement, type ReactNode, useContext } from "react";
import type { Problem, Topic } from "../../api/content";

/** The problems of a topic by the field they are at. */
export type ProblemsAt = (field: string) => readonly Problem[];

export const ProblemsContext = createContext<ProblemsAt>(() => []);

export const useProblems = (field: string): readonly Problem[] => useContext(ProblemsContext)(field);

/** What stands below a field as its mistake, marked with how bad it is; undefined where nothing is wrong. */
export function useMistake(...fields: string[]): ReactNode {
  const at = useContext(ProblemsContext);
  const [first] = fields.flatMap((field) => at(field)).sort(errorsFirst);
  return first && createElement("span", { "data-severity": first.severity }, first.message);
}

const errorsFirst = (one: Problem, other: Problem) => one.severity.localeCompare(other.severity);

/**
 * Finds problems by field. The desk counts the ways of asking as they were when it checked them: a line
 * that has moved since keeps its problem, one that was changed loses it.
 */
export function problemsBy(problems: readonly Problem[], checked: Topic, shown: Topic): ProblemsAt {
  const found = new Map<string, Problem[]>();
  for (const problem of problems) {
    const field = moved(problem.field, checked, shown);
    if (field) found.set(field, [...(found.get(field) ?? []), problem]);
  }
  return (field) => found.get(field) ?? [];
}

function moved(field: string, checked: Topic, shown: Topic): string | null {
  const [, language, index] = /^examples\.(\w+)\.(\d+)$/u.exec(field) ?? [];
  if (!language || index === undefined) return field;
  const text = checked.examples[language]?.[Number(index)];
  const now = text === undefined ? -1 : (shown.examples[language]?.indexOf(text) ?? -1);
  return now < 0 ? null : `examples.${language}.${now}`;
}

/** Which language a problem belongs to; null for those of the topic as a whole. */
export function languageOf({ field, values }: Problem, topic: Pick<Topic, "answers">): string | null {
  const [part, second] = field.split(".");
  if (part === "examples" || part === "titles") return second ?? null;
  if (part === "answers" && second !== undefined) return topic.answers[Number(second)]?.language ?? second;
  return typeof values.language === "string" ? values.language : null;
}
