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

function everySecond(changed: () => void): () => void {
  const timer = setInterval(changed, 1000);
  return () => clearInterval(timer);
}

/** Rerenders only when what is made of the time changes. */
export function useTime<T extends string | number | boolean | null>(read: (now: number) => T): T {
  return useSyncExternalStore(everySecond, () => read(now()));
}
