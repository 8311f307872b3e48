/** How two ways of asking are the same to the assistant: case, accents, spaces and marks do not matter. */
export function sameness(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLocaleLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** The lines of pasted text, without the signs that lists begin with. */
export function pasted(text: string): string[] {
  return text
    .split(/\r?\n/u)
    .map((line) => line.replace(/^\s*(?:[-*•·]|\d{1,3}[.)])\s+/u, "").trim())
    .filter(Boolean);
}

export interface Added {
  ways: string[];
  added: number;
  known: number;
}

/** Adds those that are not there yet. */
export function addWays(ways: readonly string[], more: readonly string[]): Added {
  const seen = new Set(ways.map(sameness));
  const fresh = more.filter((text) => {
    const same = sameness(text);
    if (!text.trim() || seen.has(same)) return false;
    seen.add(same);
    return true;
  });
  return { ways: [...ways, ...fresh], added: fresh.length, known: more.length - fresh.length };
}

/** For each way that stands there twice, the index of the one it repeats. */
export function repeats(ways: readonly string[]): Map<number, number> {
  const first = new Map<string, number>();
  const found = new Map<number, number>();
  ways.forEach((text, index) => {
    const same = sameness(text);
    const before = first.get(same);
    if (before === undefined) first.set(same, index);
    else if (same) found.set(index, before);
  });
  return found;
}
