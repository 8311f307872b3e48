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
