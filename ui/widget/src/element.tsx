import { render } from "preact";
import { ATTRIBUTES, readSettings } from "./settings";
import { chime } from "./sound";
import type { Choice } from "./state/protocol";
import { Session } from "./state/session";
import { type Keep, openKeep } from "./state/storage";
import { openWire } from "./state/wire";
import { styles } from "./styles";
import { App } from "./view/App";

/** The desk that served this script; known only while the script runs for the first time. */
const source = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : "";
const OWN_SERVER = source ? new URL(source).origin : location.origin;
const OPEN_KEY = "sportello:open";

/**
 * `<sportello-chat>`: the shop's chat.
 *
 * Attributes: `language` (it, en, auto), `heading`, `colour` (#rrggbb), `scheme` (light, dark, auto),
 * `position` (right, left), `open`, `server` (the desk's origin; the script's own by default).
 * Methods: `ask({ title, payload })`.
 * Events: `sportello-open`, `sportello-close`, `sportello-unread` (`detail.count`).
 */
export class SportelloChat extends HTMLElement {
  static readonly observedAttributes = [...ATTRIBUTES];

  #session: Session | undefined;
  #keep: Keep | undefined;
  #server = OWN_SERVER;
  #unread = 0;
  #byHand = false;
  readonly #dark = matchMedia("(prefers-color-scheme: dark)");
  readonly #draw = (): void => this.#render();
  readonly #wake = (): void => {
    if (!document.hidden && this.#session?.snapshot.connection === "offline") this.#session.connect();
  };

  get open(): boolean {
    return this.hasAttribute("open");
  }

  set open(open: boolean) {
    if (open === this.open) return;
    this.#byHand = true;
    this.toggleAttribute("open", open);
  }

  /** Opens the chat on a question, as if the shopper had chosen it there; for the shop's own buttons. */
  ask({ title, payload }: Choice): void {
    this.open = true;
    this.#session?.choose({ title, payload });
  }

  connectedCallback(): void {
    this.#server = this.#serverOrigin();
    this.#keep = openKeep(this.#server);
    this.#session = new Session({
      wire: openWire(this.#server),
      keep: this.#keep,
      language: () => readSettings(this, false).language,
      arrived: () => this.#arrived(),
    });
    this.#session.subscribe(() => this.#tellUnread());
    if (!this.shadowRoot) this.attachShadow({ mode: "open" }).adoptedStyleSheets = [styleSheet()];
    this.#dark.addEventListener("change", this.#draw);
    addEventListener("online", this.#wake);
    document.addEventListener("visibilitychange", this.#wake);
    if (remembersOpen()) this.toggleAttribute("open", true);
    // A page that nobody asks anything on costs the desk nothing.
    if (this.open || this.#session.known) this.#session.connect();
    this.#render();
  }

  disconnectedCallback(): void {
    this.#session?.close();
    this.#session = undefined;
    this.#dark.removeEventListener("change", this.#draw);
    removeEventListener("online", this.#wake);
    document.removeEventListener("visibilitychange", this.#wake);
    if (this.shadowRoot) render(null, this.shadowRoot);
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (!this.#session || before === after) return;
    if (name === "open" && (before === null) !== (after === null)) this.#opened(after !== null);
    if (name === "server") {
      this.disconnectedCallback();
      this.connectedCallback();
    }
    this.#render();
  }

  #opened(open: boolean): void {
    rememberOpen(open);
    if (open) this.#session?.connect();
    this.dispatchEvent(new CustomEvent(open ? "sportello-open" : "sportello-close", { bubbles: true }));
  }

  #serverOrigin(): string {
    const set = this.getAttribute("server");
    return set ? new URL(set, location.href).origin : OWN_SERVER;
  }

  #arrived(): void {
    if (this.#keep?.get("sound") === "on" && (document.hidden || !this.open)) chime();
  }

  #tellUnread(): void {
    const count = this.#session?.snapshot.unread ?? 0;
    if (count === this.#unread) return;
    this.#unread = count;
    this.dispatchEvent(new CustomEvent("sportello-unread", { detail: { count }, bubbles: true }));
  }

  #render(): void {
    if (!this.#session || !this.#keep || !this.shadowRoot) return;
    render(
      <App
        session={this.#session}
        keep={this.#keep}
        settings={readSettings(this, this.#dark.matches)}
        server={this.#server}
        open={this.open}
        takeFocus={this.#byHand}
        setOpen={(open) => {
          this.open = open;
        }}
      />,
      this.shadowRoot,
    );
  }
}

let sheet: CSSStyleSheet | undefined;

/** One sheet for every element; a constructed one also works where a page forbids inline styles. */
function styleSheet(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
  }
  return sheet;
}

/** Whether the chat was open on this tab's page before: it goes on being open while one walks through a shop. */
function remembersOpen(): boolean {
  try {
    return sessionStorage.getItem(OPEN_KEY) === "yes" && !matchMedia("(max-width: 480px)").matches;
  } catch {
    return false;
  }
}

function rememberOpen(open: boolean): void {
  try {
    if (open) sessionStorage.setItem(OPEN_KEY, "yes");
    else sessionStorage.removeItem(OPEN_KEY);
  } catch {
    // Storage is forbidden: the next page begins closed.
    return;
  }
}
