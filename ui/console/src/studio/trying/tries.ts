import { create } from "zustand";

/** Under which circumstances a shopper writes; null is whatever it is now. */
export interface Circumstances {
  language: string | null;
  channel: string | null;
  /** The shop's time, `YYYY-MM-DDTHH:mm`. */
  at: string | null;
  opening: string | null;
  country: string | null;
  customer: string | null;
}

export const anyhow: Circumstances = {
  language: null,
  channel: null,
  at: null,
  opening: null,
  country: null,
  customer: null,
};

/** A message tried out. */
export interface Attempt {
  id: number;
  text: string;
  circumstances: Circumstances;
  /** Raised to ask again. */
  round: number;
}

interface Tries {
  circumstances: Circumstances;
  attempts: Attempt[];
}

/** The trial goes on while one walks from topic to topic. */
export const useTries = create<Tries>()(() => ({ circumstances: anyhow, attempts: [] }));

export function setCircumstances(change: Partial<Circumstances>): void {
  useTries.setState(({ circumstances }) => ({ circumstances: { ...circumstances, ...change } }));
}

let attempts = 0;

export function attempt(text: string): void {
  attempts += 1;
  const id = attempts;
  useTries.setState(({ circumstances, attempts: before }) => ({
    attempts: [...before, { id, text, circumstances, round: 0 }],
  }));
}

/** Asks again what was tried last, or one of them: the draft has changed meanwhile. */
export function attemptAgain(id?: number): void {
  useTries.setState(({ attempts: before }) => ({
    attempts: before.map((one, index) =>
      one.id === id || (id === undefined && index === before.length - 1)
        ? { ...one, round: one.round + 1 }
        : one,
    ),
  }));
}

export function forgetAttempts(): void {
  useTries.setState({ attempts: [] });
}

export const useTryOpen = create<{ open: boolean }>()(() => ({ open: false }));

export function toggleTry(): void {
  useTryOpen.setState(({ open }) => ({ open: !open }));
}

/** What the desk is asked: only what was chosen. */
export function askedOf({ text, circumstances }: Pick<Attempt, "text" | "circumstances">): object {
  const at = circumstances.at && new Date(circumstances.at).toISOString();
  const chosen = Object.entries({ ...circumstances, at }).filter(([, value]) => value !== null);
  return { text, ...Object.fromEntries(chosen) };
}
