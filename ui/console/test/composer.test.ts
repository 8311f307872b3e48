import { expect, test } from "vitest";
import { askedAt, filledIn, matches } from "../src/composer/completion";
import { lengthOf } from "../src/composer/length";
import { mentionedIn, mentionsIn } from "../src/composer/mentions";
import { filledTemplate } from "../src/composer/templateText";
import { piecesOf } from "../src/search/snippet";

test.each([
  ["/sal", 4, "sal"],
  ["ciao /", 6, ""],
  ["e/o", 3, undefined],
  ["https://x", 9, undefined],
  ["/sal e poi", 10, undefined],
])("%s asks for a canned answer as %s, %s", (text, cursor, query) => {
  expect(askedAt(text, cursor, "/")?.query).toBe(query);
});

test("only what asked is replaced, and the cursor goes behind it", () => {
  const asked = askedAt("ciao /re dopo", 8, "/");
  expect(asked && filledIn("ciao /re dopo", asked, "RESO")).toEqual(["ciao RESO dopo", 9]);
});

test("a name of two words can be begun, and is done once it is followed by more", () => {
  expect(askedAt("@Giulia Bi", 10, "@")?.query).toBe("Giulia Bi");
  expect(askedAt("@Giulia Bianchi grazie", 22, "@")).toBeNull();
});

test("accents and capitals do not keep an answer from being found", () => {
  expect(matches("perche", "Perché è in ritardo")).toBe(true);
  expect(matches("rimborso", "Reso")).toBe(false);
});

test("the longer of two names is meant, and each colleague is called once", () => {
  const colleagues = [
    { id: "m", name: "Marco" },
    { id: "mc", name: "Marco Conti" },
  ];
  expect(mentionedIn("@Marco Conti e ancora @Marco Conti", colleagues)).toEqual(["mc"]);
  expect(mentionsIn("a@Marco", colleagues).map(({ text }) => text)).toEqual(["a", "@Marco"]);
});

test("an emoji counts as one character", () => {
  expect(lengthOf("👍👍", 1)).toEqual({ used: 2, limit: 1, over: 1 });
});

test("a template shows examples until its variables are filled in", () => {
  const pieces = filledTemplate("Ciao {{1}}, {{ 2 }}!", { "1": "Paolo", "2": " " }, { "2": "BL-1" });
  expect(pieces.map(({ text }) => text).join("")).toBe("Ciao Paolo, BL-1!");
});

test("a snippet's markup is read as text, whatever a shopper wrote", () => {
  expect(piecesOf("&lt;b&gt; <mark>reso</mark> &amp; &#39;poi")).toEqual([
    { text: "<b> ", found: false },
    { text: "reso", found: true },
    { text: " & 'poi", found: false },
  ]);
});
