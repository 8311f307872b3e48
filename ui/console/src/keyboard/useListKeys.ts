import { useEffect, useRef } from "react";
import { usePreferences } from "../state/preferences";

const BOXES = "input[type=checkbox], input[type=radio]";

/** Whether a key means a letter here: something is being written, or a dialog or a menu has the floor. */
function keysAreWritten(): boolean {
  const element = document.activeElement;
  if (document.querySelector('[role="dialog"], [role="menu"]')) return true;
  if (!(element instanceof HTMLElement) || element.matches(BOXES)) return false;
  return element.isContentEditable || element.matches("input, textarea, select");
}

/**
 * The single keys of a page that is a list. They are heard before the shell hears them: what a letter
 * means there must not happen behind the page.
 */
export function useListKeys(keys: Readonly<Record<string, () => void>>): void {
  const singleKeys = usePreferences((state) => state.singleKeys);
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    if (!singleKeys) return;
    const hear = (event: KeyboardEvent) => {
      const act = current.current[event.key];
      if (!act || event.ctrlKey || event.metaKey || event.altKey || keysAreWritten()) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    };
    window.addEventListener("keydown", hear, { capture: true });
    return () => window.removeEventListener("keydown", hear, { capture: true });
  }, [singleKeys]);
}

/** Moves the focus among the elements that a selector finds; from elsewhere, to the first. */
export function step(selector: string, by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>(selector)];
  const holder = document.activeElement?.closest("[data-walk]");
  const here = rows.findIndex(
    (row) => row === document.activeElement || row.closest("[data-walk]") === holder,
  );
  const next = holder && here >= 0 ? Math.min(rows.length - 1, Math.max(0, here + by)) : 0;
  rows[next]?.focus();
  rows[next]?.closest("[data-walk]")?.scrollIntoView({ block: "nearest" });
}

/** The row that has the focus, by its `data-walk`. */
export function walkedTo(): string | null {
  return document.activeElement?.closest<HTMLElement>("[data-walk]")?.dataset.walk ?? null;
}

/** Moves the focus to the first row after one that still waits for a decision, once the page shows which do. */
export function stepPast(row: string, selector: string, milliseconds = 0): void {
  setTimeout(() => {
    const here = document.querySelector(`[data-walk="${CSS.escape(row)}"]`);
    const rows = [...document.querySelectorAll<HTMLElement>(selector)];
    const next = rows.find((one) => {
      const holder = one.closest("[data-walk]");
      if (!here || !holder || holder.hasAttribute("data-decided")) return false;
      return Boolean(here.compareDocumentPosition(holder) & Node.DOCUMENT_POSITION_FOLLOWING);
    });
    if (here?.hasAttribute("data-decided")) next?.focus();
  }, milliseconds);
}
