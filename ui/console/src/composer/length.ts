/** The desk accepts at most so many characters, whatever the channel. */
export const LONGEST = 10_000;

export interface Length {
  used: number;
  limit: number;
  /** By how many characters it is too long; 0 where it fits. */
  over: number;
}

/** A text's length as channels count it: by character, an emoji as one. */
export function lengthOf(text: string, limit: number | null): Length {
  const used = [...text.trim()].length;
  const most = limit ?? LONGEST;
  return { used, limit: most, over: Math.max(0, used - most) };
}
