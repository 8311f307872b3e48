import type { Answer } from "../../api/content";

/** What keeps answers to some occasions; the channel is a matter of wording, not of occasion. */
export const limits = ["opening", "country", "customer", "manner", "valid_from", "valid_until"] as const;
export type Limit = (typeof limits)[number];
export type Limits = Pick<Answer, Limit>;

export const always: Limits = {
  opening: null,
  country: null,
  customer: null,
  manner: null,
  valid_from: null,
  valid_until: null,
};

export interface Wording {
  /** Its place among all answers. */
  index: number;
  answer: Answer;
}

/** Answers of one language that apply together: one text, and others for single channels. */
export interface Occasion {
  /** Place of the first among all answers: it stays while its limits are edited. */
  id: number;
  limits: Limits;
  wordings: Wording[];
}

export function limitsOf(answer: Answer): Limits {
  return Object.fromEntries(limits.map((name) => [name, answer[name]])) as Limits;
}

export function occasions(answers: readonly Answer[], language: string): Occasion[] {
  const found = new Map<string, Occasion>();
  answers.forEach((answer, index) => {
    if (answer.language !== language) return;
    const own = limitsOf(answer);
    const key = JSON.stringify(own);
    const occasion = found.get(key) ?? { id: index, limits: own, wordings: [] };
    occasion.wordings.push({ index, answer });
    found.set(key, occasion);
  });
  return [...found.values()];
}

export function blank(language: string, own: Limits = always, channel: string | null = null): Answer {
  return { text: "", language, channel, ...own, buttons: [], image: null };
}

export function changeAt(answers: readonly Answer[], index: number, change: Partial<Answer>): Answer[] {
  return answers.map((answer, at) => (at === index ? { ...answer, ...change } : answer));
}

/** Gives all wordings of an occasion other limits. */
export function limit(answers: readonly Answer[], { wordings }: Occasion, change: Partial<Limits>): Answer[] {
  const touched = new Set(wordings.map(({ index }) => index));
  return answers.map((answer, at) => (touched.has(at) ? { ...answer, ...change } : answer));
}

export function without(answers: readonly Answer[], gone: readonly number[]): Answer[] {
  return answers.filter((_, index) => !gone.includes(index));
}

/** The occasion's answers as they read whenever they apply: what a preview shows. */
export function unlimited({ wordings }: Occasion): Answer[] {
  return wordings.map(({ answer }) => ({ ...answer, ...always }));
}

export const isLimited = (own: Limits): boolean => limits.some((name) => own[name] !== null);
