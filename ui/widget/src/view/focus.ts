import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

const FOCUSABLE = "a[href], button, textarea, [tabindex='0']";

/** Keeps Tab inside a dialog: after its last control comes its first. */
export function trapFocus(dialog: HTMLElement, event: KeyboardEvent): void {
  const controls = [...dialog.querySelectorAll<HTMLElement>(FOCUSABLE)];
  const first = controls[0];
  const last = controls.at(-1);
  const active = (dialog.getRootNode() as ShadowRoot).activeElement;
  const leaving = event.shiftKey ? active === first || active === dialog : active === last;
  if (!leaving) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}

/**
 * On a phone, makes the dialog as high as what the keyboard leaves, and holds the page behind it still.
 */
export function usePhoneHeight(dialog: RefObject<HTMLElement | null>, phone: boolean): void {
  useEffect(() => {
    const { visualViewport } = window;
    const { current } = dialog;
    if (!phone || !current) return;
    const fitPanel = (): void => {
      current.style.setProperty("--height", `${visualViewport?.height ?? innerHeight}px`);
      current.style.setProperty("--top", `${visualViewport?.offsetTop ?? 0}px`);
    };
    const page = document.documentElement;
    const overflow = page.style.overflow;
    page.style.overflow = "hidden";
    fitPanel();
    visualViewport?.addEventListener("resize", fitPanel);
    visualViewport?.addEventListener("scroll", fitPanel);
    return () => {
      page.style.overflow = overflow;
      visualViewport?.removeEventListener("resize", fitPanel);
      visualViewport?.removeEventListener("scroll", fitPanel);
    };
  }, [dialog, phone]);
}
