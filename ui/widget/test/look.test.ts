import { describe, expect, it } from "vitest";
import { contrast, palette, readable, readColour } from "../src/colour";
import { pieces, safeAddress } from "../src/links";
import { chooseLanguage } from "../src/texts";
import { en } from "../src/texts/en";
import { it as italian } from "../src/texts/it";
import { days } from "../src/view/days";
import { message } from "./fakes";

const links = (text: string) => pieces(text).flatMap(({ href }) => (href === null ? [] : [href]));

describe("links", () => {
  it.each([
    "javascript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "http:",
    "https://",
    "vbscript:x",
  ])("are not made of %s", (text) => {
    expect(links(text)).toEqual([]);
    expect(safeAddress(text, "https://shop.example")?.startsWith("http") ?? true).toBe(true);
  });

  it("leave a sentence's own punctuation out", () => {
    expect(links("Vedi (https://a.example/b_(c)). Oppure www.d.example!")).toEqual([
      "https://a.example/b_(c)",
      "https://www.d.example/",
    ]);
  });

  it("lose no character of the text", () => {
    const text = "a https://x.example, b ciao@x.example. <b>";
    expect(
      pieces(text)
        .map((piece) => piece.text)
        .join(""),
    ).toBe(text);
  });
});

describe("colours", () => {
  it.each([null, "", "red", "#12", "#gggggg", "url(x)", "#0000000"])("refuse %s", (written) => {
    expect(readColour(written)).toBeNull();
  });

  it("make any brand readable in both schemes", () => {
    for (const hex of ["#fff", "#000", "#f2b632", "#e3342f", "#808080", "#00ffcc"]) {
      const colour = readColour(hex) ?? [0, 0, 0];
      for (const dark of [true, false]) {
        const numbers = (name: string) =>
          (palette(colour, dark)[name] ?? "").match(/\d+/g)?.map(Number) ?? [];
        const [fill, on] = [numbers("--accent"), numbers("--on-accent")];
        expect(
          contrast([fill[0] ?? 0, fill[1] ?? 0, fill[2] ?? 0], [on[0] ?? 0, on[1] ?? 0, on[2] ?? 0]),
        ).toBeGreaterThanOrEqual(4.5);
      }
      expect(contrast(readable(colour, [255, 255, 255]), [255, 255, 255])).toBeGreaterThanOrEqual(4.5);
    }
  });
});

describe("words", () => {
  it("have the same keys in every language", () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(italian).sort());
  });

  it("follow the setting, then the page, then the browser", () => {
    expect(chooseLanguage("en", "it", ["it"])).toBe("en");
    expect(chooseLanguage(null, "it-IT", ["en"])).toBe("it");
    expect(chooseLanguage("", "", ["fr", "it-CH"])).toBe("it");
    expect(chooseLanguage(null, "", [])).toBe("en");
  });
});

describe("days", () => {
  it("part messages by day, author and pause", () => {
    const items = [
      message(1, { at: "2026-03-01T10:00:00" }),
      message(2, { at: "2026-03-01T10:01:00" }),
      message(3, { at: "2026-03-01T10:30:00" }),
      message(4, { at: "2026-03-02T10:00:00", author: "agent" }),
    ].map((one) => ({ ...one, state: "sent" as const, error: null }));
    expect(days(items).map((day) => day.groups.map((group) => group.items.length))).toEqual([[2, 1], [1]]);
  });
});
