export interface Piece {
  text: string;
  /** Whether it is what was searched for. */
  found: boolean;
}

const NAMED: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  "#x27": "'",
  "#39": "'",
  "#34": '"',
};

/** Reads the desk's snippet: escaped text with `<mark>` around what was found, and nothing else. */
export function piecesOf(snippet: string): Piece[] {
  return snippet
    .split(/<mark>(.*?)<\/mark>/su)
    .map((part, index) => ({ text: unescaped(part), found: index % 2 === 1 }))
    .filter(({ text }) => text !== "");
}

function unescaped(text: string): string {
  return text.replaceAll(/&(amp|lt|gt|quot|#x27|#39|#34);/gu, (_whole, name: string) => NAMED[name] ?? "");
}
