/** A piece of a message: plain words, or words that lead somewhere. */
export interface Piece {
  readonly text: string;
  readonly href: string | null;
}

const LINK = /(?:https?:\/\/|www\.)[^\s<>"']+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gi;
/** What ends a sentence, not an address. */
const TRAILING = /[.,;:!?…»”'"]+$/;

/** Cuts the punctuation that follows an address, and a bracket that was opened before it. */
function trimmed(found: string): string {
  let link = found.replace(TRAILING, "");
  while (link.endsWith(")") && link.split("(").length < link.split(")").length) {
    link = link.slice(0, -1).replace(TRAILING, "");
  }
  return link;
}

function target(link: string): string | null {
  if (link.includes("@") && !/^(https?:|www\.)/i.test(link)) return `mailto:${link}`;
  return safeAddress(/^www\./i.test(link) ? `https://${link}` : link);
}

/** The address if it is one of the web (http or https), read against `base`; null for anything else. */
export function safeAddress(address: string, base?: string): string | null {
  try {
    const url = new URL(address, base);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

/** Splits a message into words and links; nothing of it is ever read as HTML. */
export function pieces(text: string): readonly Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    const link = trimmed(match[0]);
    const href = target(link);
    if (href === null) continue;
    if (match.index > from) found.push({ text: text.slice(from, match.index), href: null });
    found.push({ text: link, href });
    from = match.index + link.length;
  }
  if (from < text.length) found.push({ text: text.slice(from), href: null });
  return found;
}
