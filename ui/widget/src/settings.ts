import { palette, type Rgb, readColour } from "./colour";
import { chooseLanguage, type Language } from "./texts";

/** How a shop set the chat up, read from the element's attributes. */
export interface Settings {
  readonly language: Language;
  readonly heading: string | null;
  readonly position: "left" | "right";
  readonly scheme: "light" | "dark";
  readonly colours: Record<string, string>;
}

/** Attributes of `<sportello-chat>`; on the script tag they are written `data-…`. */
export const ATTRIBUTES = ["language", "heading", "colour", "scheme", "position", "open", "server"] as const;

/** Bottle green, like the doors of old shops. */
const DEFAULT_COLOUR: Rgb = [15, 84, 72];

/** Reads the attributes; what is missing or makes no sense has a working default. */
export function readSettings(element: Element, systemDark: boolean): Settings {
  const scheme = element.getAttribute("scheme");
  const dark = scheme === "dark" || (scheme !== "light" && systemDark);
  const set = element.getAttribute("language");
  return {
    language: chooseLanguage(
      set === "auto" ? null : set,
      document.documentElement.lang,
      navigator.languages ?? [],
    ),
    heading: element.getAttribute("heading"),
    position: element.getAttribute("position") === "left" ? "left" : "right",
    scheme: dark ? "dark" : "light",
    colours: palette(readColour(element.getAttribute("colour")) ?? DEFAULT_COLOUR, dark),
  };
}
