/** The word that is being written, if it asks for something to be put in its place. */
export interface Asked {
  sign: "/" | "@";
  query: string;
  /** Where it begins and ends in the text. */
  from: number;
  to: number;
}

/** Looks for `/word` (answers) or `@word` (notes) right before the cursor. */
export function askedAt(text: string, cursor: number, sign: "/" | "@"): Asked | null {
  const before = text.slice(0, cursor);
  const pattern = sign === "/" ? /(?:^|\s)\/(\S*)$/u : /(?:^|\s)@([^\s@]*(?: [^\s@]*)?)$/u;
  const found = pattern.exec(before);
  const query = found?.[1];
  if (query === undefined) return null;
  return { sign, query, from: cursor - query.length - 1, to: cursor };
}

/** Puts words in the place of what asked for them; returns the text and where the cursor goes. */
export function filledIn(text: string, asked: Asked, words: string): [string, number] {
  return [text.slice(0, asked.from) + words + text.slice(asked.to), asked.from + words.length];
}

/** Whether every word of a query begins a word of what it could mean. */
export function matches(query: string, ...candidates: string[]): boolean {
  const words = candidates.flatMap((text) => plain(text).split(/[^\p{L}\p{N}]+/u));
  return plain(query)
    .split(/\s+/u)
    .every(
      (part) => words.some((word) => word.startsWith(part)) || plain(candidates.join(" ")).includes(part),
    );
}

/** Without capitals and accents: "perche" finds "perché". */
function plain(text: string): string {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}
