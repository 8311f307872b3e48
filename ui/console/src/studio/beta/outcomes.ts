import type { BetaCategory } from "../../api/learning";

export interface CategoryOutcomes {
  questions: number;
  answered: number;
  asked: number;
  handed_over: number;
  wrong: number;
  /** Answered, and not judged wrong: what is drawn beside the wrong ones. */
  right: number;
}

/** A category's counts; `wrong` are some of the others, whatever was done. */
export function outcomes({ answered, asked, handed_over, wrong }: BetaCategory): CategoryOutcomes {
  const questions = answered + asked + handed_over;
  return { questions, answered, asked, handed_over, wrong, right: Math.max(0, answered - wrong) };
}

export function sumOf(rows: readonly CategoryOutcomes[]): CategoryOutcomes {
  const sum = (field: keyof CategoryOutcomes) => rows.reduce((total, row) => total + row[field], 0);
  return {
    questions: sum("questions"),
    answered: sum("answered"),
    asked: sum("asked"),
    handed_over: sum("handed_over"),
    wrong: sum("wrong"),
    right: sum("right"),
  };
}
