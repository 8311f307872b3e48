/**
 * What is known of things that are both fetched and told live.
 *
 * A fetch answers with what was true when it was asked, and its answer can arrive after newer live
 * news. Every live item therefore carries the tick at which it was heard, and an answer never
 * overwrites what was heard after its question.
 */
export interface Known<T extends { id: string }> {
  readonly items: Readonly<Record<string, T>>;
  readonly heard: Readonly<Record<string, number>>;
}

let ticks = 0;

/** The next moment of a clock that only counts, so that two events are never at once. */
export function tick(): number {
  ticks += 1;
  return ticks;
}

export function nothing<T extends { id: string }>(): Known<T> {
  return { items: {}, heard: {} };
}

/** Takes in one live item. */
export function hear<T extends { id: string }>(known: Known<T>, item: T, at: number): Known<T> {
  return {
    items: { ...known.items, [item.id]: item },
    heard: { ...known.heard, [item.id]: at },
  };
}

/** Takes in a fetched part: adds and replaces, forgets nothing. */
export function learn<T extends { id: string }>(
  known: Known<T>,
  fetched: readonly T[],
  askedAt: number,
): Known<T> {
  const items = { ...known.items };
  for (const item of fetched) {
    if (!heardSince(known, item.id, askedAt)) items[item.id] = item;
  }
  return { items, heard: known.heard };
}

/** Takes in a fetched whole: what it leaves out is forgotten, unless heard since it was asked. */
export function learnAll<T extends { id: string }>(
  known: Known<T>,
  fetched: readonly T[],
  askedAt: number,
): Known<T> {
  return learn(heardAfter(known, askedAt), fetched, askedAt);
}

/** Only what was heard after a moment. */
export function heardAfter<T extends { id: string }>(known: Known<T>, moment: number): Known<T> {
  const items: Record<string, T> = {};
  const heard: Record<string, number> = {};
  for (const [id, at] of Object.entries(known.heard)) {
    const item = known.items[id];
    if (at > moment && item) {
      items[id] = item;
      heard[id] = at;
    }
  }
  return { items, heard };
}

function heardSince<T extends { id: string }>(known: Known<T>, id: string, moment: number): boolean {
  return (known.heard[id] ?? 0) > moment;
}
