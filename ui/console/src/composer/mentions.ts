import type { Ref } from "../api/work";

export interface Part {
  text: string;
  /** The colleague it names, if it names one. */
  mention: Ref | null;
}

/** Splits a note into plain words and the names of colleagues after an @. */
export function mentionsIn(text: string, colleagues: readonly Ref[]): Part[] {
  const byLength = [...colleagues].sort((one, other) => other.name.length - one.name.length);
  const parts: Part[] = [];
  let plain = "";
  for (let at = 0; at < text.length; ) {
    const found = text[at] === "@" ? byLength.find(({ name }) => text.startsWith(name, at + 1)) : undefined;
    if (!found) {
      plain += text[at];
      at += 1;
      continue;
    }
    if (plain) parts.push({ text: plain, mention: null });
    parts.push({ text: `@${found.name}`, mention: found });
    plain = "";
    at += found.name.length + 1;
  }
  if (plain) parts.push({ text: plain, mention: null });
  return parts;
}

/** The ids of the colleagues a note names, each once. */
export function mentionedIn(text: string, colleagues: readonly Ref[]): string[] {
  const ids = mentionsIn(text, colleagues).flatMap(({ mention }) => (mention ? [mention.id] : []));
  return [...new Set(ids)];
}
