import { expect, test } from "vitest";
import { words as en } from "../src/words/english";
import { words as it } from "../src/words/italian";

type Tree = { [key: string]: string | Tree };

function flat(tree: Tree, path = ""): Map<string, string> {
  const words = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const here = path ? `${path}.${key}` : key;
    if (typeof value === "string") words.set(here, value);
    else for (const [inner, text] of flat(value, here)) words.set(inner, text);
  }
  return words;
}

const placeholders = (text: string) => [...text.matchAll(/\{\{\w+\}\}|<\w+>/gu)].map(String).sort();

test("both languages have the same keys", () => {
  expect([...flat(en).keys()].sort()).toEqual([...flat(it).keys()].sort());
});

test("both languages fill in the same things", () => {
  const english = flat(en);
  for (const [key, text] of flat(it)) {
    expect(placeholders(english.get(key) ?? ""), key).toEqual(placeholders(text));
  }
});

test("nothing is left empty", () => {
  for (const words of [flat(en), flat(it)]) {
    for (const [key, text] of words) expect(text.trim(), key).not.toBe("");
  }
});
