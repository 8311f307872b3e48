import { useSyncExternalStore } from "react";

/** How far this computer's clock is behind the desk's, in milliseconds. */
let behind = 0;

/** Sets the clock by the `Date` of the desk's answer. */
export function setByServer(date: string | null): void {
  const server = date ? Date.parse(date) : Number.NaN;
  if (!Number.isNaN(server)) behind = server - Date.now();
}

/** Now, as the desk sees it, in milliseconds since 1970. */
export function now(): number {
  return Date.now() + behind;
}

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;

/** One timer for all that shows the time: thousands of rows come and go. */
function everySecond(changed: () => void): () => void {
  listeners.add(changed);
  timer ??= setInterval(() => {
    for (const listener of listeners) listener();
  }, 1000);
  return () => {
    listeners.delete(changed);
    if (listeners.size === 0 && timer !== null) {
      clearInterval(timer);
      timer = null;
    }
  };
}

/** Rerenders only when what is made of the time changes. */
export function useTime<T extends string | number | boolean | null>(read: (now: number) => T): T {
  return useSyncExternalStore(everySecond, () => read(now()));
}
