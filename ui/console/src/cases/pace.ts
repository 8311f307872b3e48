/** News in a burst is followed by one look at the whole queue: places of others change, too. */
const SETTLED_MILLISECONDS = 400;
/** Looking takes at most this share of the time, however long the queue is. */
const SHARE = 0.1;

let took = 0;

/** Notes how long a look at the queue took, in milliseconds. */
export function lookTook(milliseconds: number): void {
  took = milliseconds;
}

/** Calls together: looks once for a burst, and the longer a look takes, the rarer. */
export function paced(look: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  return () => {
    if (timer !== null) return;
    timer = setTimeout(
      () => {
        timer = null;
        look();
      },
      Math.max(SETTLED_MILLISECONDS, took / SHARE),
    );
  };
}
