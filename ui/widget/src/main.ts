import { SportelloChat } from "./element";
import { ATTRIBUTES } from "./settings";

const NAME = "sportello-chat";
const script = document.currentScript;

/** Puts the chat on the page, with what the script tag's `data-` attributes say, unless it is there already. */
function mount(): void {
  if (document.querySelector(NAME)) return;
  const chat = document.createElement(NAME);
  for (const attribute of ATTRIBUTES) {
    const value = script?.getAttribute(`data-${attribute}`);
    if (value != null) chat.setAttribute(attribute, value);
  }
  document.body.append(chat);
}

// A page that carries the tag twice still has one chat.
if (!customElements.get(NAME)) {
  customElements.define(NAME, SportelloChat);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", mount, { once: true });
  else mount();
}
