/** A stretch of a transcript of which every message is here, by sequence, both ends included. */
export interface Segment {
  readonly from: number;
  /** `Infinity` where it reaches the present: what is said from now on belongs to it. */
  readonly to: number;
}

/** Adds a stretch; stretches that touch or overlap become one. */
export function withSegment(segments: readonly Segment[], added: Segment): Segment[] {
  const sorted = [...segments, added].sort((one, other) => one.from - other.from);
  const joined: Segment[] = [];
  for (const segment of sorted) {
    const last = joined.at(-1);
    if (last && segment.from <= last.to + 1) {
      joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, segment.to) };
    } else {
      joined.push(segment);
    }
  }
  return joined;
}

/** The stretch that holds a sequence; null for the one that reaches the present. */
export function segmentAt(segments: readonly Segment[], sequence: number | null): Segment | undefined {
  if (sequence === null) return segments.findLast(({ to }) => to === Number.POSITIVE_INFINITY);
  return segments.find(({ from, to }) => from <= sequence && sequence <= to);
}
