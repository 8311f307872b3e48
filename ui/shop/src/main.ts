import { english } from "./english";

type Language = "it" | "en";

const KEY = "bottega-lume:language";
const italian = new Map<Element, string>();
const switcher = document.querySelector<HTMLButtonElement>("#language");
const lamp = document.querySelector<HTMLButtonElement>("#lamp");

/** What the visitor chose last, else what the address or the browser says. */
function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get("lang") ?? remembered() ?? navigator.language;
  return asked.toLowerCase().startsWith("en") ? "en" : "it";
}

function remembered(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function remember(language: Language): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Storage is forbidden: the next page asks the browser again.
    return;
  }
}

function translate(language: Language): void {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll<HTMLElement>("[data-t]")) {
    if (!italian.has(element)) italian.set(element, element.textContent ?? "");
    const text = language === "en" ? english[element.dataset.t ?? ""] : italian.get(element);
    if (text !== undefined && element.textContent !== text) element.textContent = text;
  }
  for (const element of document.querySelectorAll<HTMLElement>("[data-t-label]")) {
    element.dataset.italian ??= element.getAttribute("aria-label") ?? "";
    const label = language === "en" ? english[element.dataset.tLabel ?? ""] : element.dataset.italian;
    if (label !== undefined) element.setAttribute("aria-label", label);
  }
  for (const price of document.querySelectorAll(".price")) {
    italian.set(price, italian.get(price) ?? price.textContent ?? "");
    const amount = italian.get(price) ?? "";
    price.textContent = language === "en" ? `€${amount.replace(/\s*€/, "").replace(",", ".")}` : amount;
  }
  if (switcher) {
    switcher.textContent = language === "en" ? "Italiano" : "English";
    switcher.lang = language === "en" ? "it" : "en";
  }
  document.querySelector("sportello-chat")?.setAttribute("language", language);
}

switcher?.addEventListener("click", () => {
  const language: Language = document.documentElement.lang === "it" ? "en" : "it";
  remember(language);
  translate(language);
});

/** The lamp lights the page: off, the shop is dark. */
function light(on: boolean): void {
  document.documentElement.dataset.light = on ? "on" : "off";
  lamp?.setAttribute("aria-pressed", String(on));
  document.querySelector("sportello-chat")?.setAttribute("scheme", on ? "light" : "dark");
}

lamp?.addEventListener("click", () => light(document.documentElement.dataset.light === "off"));
document.querySelector("#ask")?.addEventListener("click", () => {
  document.querySelector("sportello-chat")?.toggleAttribute("open", true);
});

translate(firstLanguage());
light(!matchMedia("(prefers-color-scheme: dark)").matches);
// The chat may come after this page's own script.
customElements.whenDefined("sportello-chat").then(() => {
  requestAnimationFrame(() => {
    translate(document.documentElement.lang === "en" ? "en" : "it");
    light(document.documentElement.dataset.light === "on");
  });
});
