export interface Piece {
  text: string;
  /** The variable it stands for; null for words of the template. */
  variable: string | null;
}

/** A template's words with its variables filled in; what is not yet filled shows its example. */
export function filledTemplate(
  body: string,
  values: Readonly<Record<string, string>>,
  examples: Readonly<Record<string, string>>,
): Piece[] {
  return body.split(/\{\{\s*([^{}\s]+)\s*\}\}/u).map((part, index) => {
    if (index % 2 === 0) return { text: part, variable: null };
    return { text: values[part]?.trim() || examples[part] || part, variable: part };
  });
}
