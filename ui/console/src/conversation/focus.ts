/** Where the keyboard goes, for shortcuts; asked by name, so that panes need not know each other. */
export function focusReply(): boolean {
  return focus("#reply");
}

/** How long the composer may need to appear, in frames. */
const FRAMES = 30;

/** Puts the cursor where one writes as soon as that is there. */
export function focusSoon(frames = FRAMES): void {
  if (frames > 0 && !focusReply()) requestAnimationFrame(() => focusSoon(frames - 1));
}

export function focusConversation(): boolean {
  return focus("#conversation");
}

/** Moves to the next or previous case in the queue; from elsewhere, to the open or first one. */
export function moveInQueue(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-cases] a[data-case]")].filter((row) =>
    row.checkVisibility(),
  );
  const here = rows.indexOf(document.activeElement as HTMLElement);
  const open = rows.findIndex((row) => row.hasAttribute("aria-current"));
  const from = here >= 0 ? here : open;
  const to = from < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, from + step));
  rows[to]?.focus();
}

/** The conversation of the case that has the focus in the queue, if one has. */
export function focusedConversation(): string | null {
  const row = document.activeElement?.closest<HTMLElement>("a[data-conversation]");
  return row?.dataset.conversation ?? null;
}

/** Whether keys are being written somewhere, or a dialog has the floor. */
export function keysAreTaken(): boolean {
  const element = document.activeElement;
  const writes =
    element instanceof HTMLElement &&
    (element.isContentEditable || element.matches("input, textarea, select"));
  return writes || document.querySelector('[role="dialog"], [role="menu"]') !== null;
}

function focus(selector: string): boolean {
  const element = document.querySelector<HTMLElement>(selector);
  element?.focus({ preventScroll: true });
  return element !== null;
}
