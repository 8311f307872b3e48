import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readSettings } from "../src/settings";
import { Session } from "../src/state/session";
import { MemoryKeep } from "../src/state/storage";
import { App } from "../src/view/App";
import { FakeWire, message } from "./fakes";

const asked: { url: string; body: unknown }[] = [];
/** What the desk offers; null where it cannot be asked. */
let offered: unknown[] | null;
let number = 0;

beforeEach(() => {
  asked.length = 0;
  offered = [{ topic: "faq/sizes", title: "Guida alle taglie", payload: "/faq/sizes" }];
  Element.prototype.scrollTo = () => undefined;
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
  vi.stubGlobal("fetch", async (url: string, options: RequestInit = {}) => {
    asked.push({ url: String(url), body: options.body ? JSON.parse(String(options.body)) : null });
    if (options.method === "POST") return new Response(null, { status: 204 });
    if (offered === null) throw new TypeError("away");
    return Response.json({ items: offered });
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** An open chat; each of its own server, because what a server offered is remembered. */
function open(): { wire: FakeWire; session: Session; server: string } {
  const wire = new FakeWire();
  const session = new Session({ wire, keep: new MemoryKeep(), language: () => "it" });
  const server = `https://desk-${++number}.example`;
  document.documentElement.lang = "it";
  session.connect();
  render(
    <App
      session={session}
      keep={new MemoryKeep()}
      settings={readSettings(document.createElement("div"), false)}
      server={server}
      open={true}
      takeFocus={false}
      setOpen={() => undefined}
    />,
  );
  return { wire, session, server };
}

describe("the questions to begin with", () => {
  it("are the usual ones where the desk cannot be asked", async () => {
    offered = null;
    open();
    await waitFor(() => expect(screen.getByRole("button", { name: "Dov’è il mio pacco?" })).toBeTruthy());
  });

  it("are the usual ones where the desk offers none", async () => {
    offered = [];
    const { wire } = open();
    fireEvent.click(await screen.findByRole("button", { name: "Come faccio un reso?" }));
    await waitFor(() => expect(wire.uttered[0]?.payload).toBe("/returns"));
  });

  it("are those that the desk offers for this page", async () => {
    const { wire, server } = open();
    fireEvent.click(await screen.findByRole("button", { name: "Guida alle taglie" }));
    await waitFor(() => expect(wire.uttered[0]?.payload).toBe("/faq/sizes"));
    expect(asked[0]?.url).toBe(`${server}/api/faq/top?language=it&page=%2F&limit=4`);
    expect(screen.queryByRole("button", { name: "Dov’è il mio pacco?" })).toBeNull();
  });
});

describe("whether an answer was useful", () => {
  async function answered(): Promise<{ wire: FakeWire; session: Session; server: string }> {
    const chat = open();
    fireEvent.click(await screen.findByRole("button", { name: "Guida alle taglie" }));
    await waitFor(() => expect(chat.wire.kept).toHaveLength(1));
    const answer = message(2, { text: "Le misure sono in ogni pagina." });
    chat.wire.kept.push(answer);
    chat.wire.hear("bot_uttered", { text: answer.text, metadata: { ...answer } });
    await screen.findByText("Ti è stata utile questa risposta?");
    return chat;
  }

  it("is asked once, and told with nothing about who says so", async () => {
    const { server } = await answered();
    fireEvent.click(screen.getByRole("button", { name: "No" }));
    expect(asked.at(-1)).toEqual({
      url: `${server}/api/faq/faq/sizes/useful`,
      body: { useful: false, language: "it" },
    });
    await screen.findByText("Grazie!");
    expect(screen.queryByRole("button", { name: "Sì" })).toBeNull();
  });

  it("is not asked of what was answered to other words", async () => {
    const { wire, session } = await answered();
    session.say("e per i bambini?");
    await waitFor(() => expect(wire.uttered).toHaveLength(2));
    const answer = message(4, { text: "Anche." });
    wire.kept.push(answer);
    wire.hear("bot_uttered", { text: answer.text, metadata: { ...answer } });
    await screen.findByText("Anche.");
    expect(screen.queryByText("Ti è stata utile questa risposta?")).toBeNull();
  });

  it("is not asked while a person answers", async () => {
    const { wire } = await answered();
    wire.hear("owner", { owner: "agent", agent_name: "Giulia" });
    await waitFor(() => expect(screen.queryByText("Ti è stata utile questa risposta?")).toBeNull());
  });
});
