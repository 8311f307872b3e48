import { cleanup, render, screen } from "@testing-library/preact";
import { afterEach, describe, expect, it } from "vitest";
import { readUttered, type VisitorFile } from "../src/state/protocol";
import { Session } from "../src/state/session";
import { MemoryKeep } from "../src/state/storage";
import type { Item } from "../src/state/transcript";
import { ChatProvider, makeChat } from "../src/view/context";
import { Message } from "../src/view/Message";
import { FakeWire, message } from "./fakes";

const photo: VisitorFile = {
  kind: "image",
  media_type: "image/jpeg",
  name: "scarpa.jpg",
  size: 12_345,
  url: "/files/secret-photo",
};
const invoice: VisitorFile = {
  kind: "document",
  media_type: "application/pdf",
  name: "fattura.pdf",
  size: 1_240_000,
  url: "https://desk.example/files/secret-invoice",
};

function show(files: readonly VisitorFile[]): void {
  const session = new Session({ wire: new FakeWire(), keep: new MemoryKeep(), language: () => "it" });
  const item: Item = { ...message(1, { author: "agent", text: "", files }), state: "sent", error: null };
  render(
    <ChatProvider value={makeChat(session, "it", "https://desk.example")}>
      <Message item={item} waiting={false} />
    </ChatProvider>,
  );
}

afterEach(cleanup);

describe("files of an agent", () => {
  it("are never an address that runs something", () => {
    show([
      { ...photo, url: "javascript:alert(1)" },
      { ...invoice, url: "data:text/html,<script>1</script>" },
    ]);
    expect(screen.queryByRole("link")).toBeNull();
    expect(screen.queryByRole("img")).toBeNull();
  });

  it("are shown as pictures, read against the desk's address", () => {
    show([photo]);
    const picture = screen.getByRole("img", { name: "scarpa.jpg" });
    expect(picture.getAttribute("src")).toBe("https://desk.example/files/secret-photo");
  });

  it("are offered to be saved, with their name and size", () => {
    show([invoice]);
    const link = screen.getByRole("link", { name: /fattura\.pdf/ });
    expect(link.textContent).toBe("fattura.pdf1,2 MB");
    expect(link.getAttribute("href")).toBe(invoice.url);
  });
});

describe("reading what was uttered", () => {
  const read = (body: object) =>
    readUttered(
      body,
      3,
      () => new Date(0),
      () => "new",
    );

  it("takes a picture of an agent's once, though old clients get it as an attachment", () => {
    const found = read({
      attachment: { type: "image", payload: { src: photo.url } },
      metadata: { id: "m1", files: [photo] },
    });
    expect(found.image).toBeNull();
    expect(found.files).toEqual([photo]);
  });

  it("knows no files from a plain server", () => {
    expect(read({ text: "ciao" }).files).toEqual([]);
  });
});
