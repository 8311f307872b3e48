import type { Choice } from "./protocol";

/** How many questions are offered before anything was said. */
export const OFFERED = 4;
/** Longer than this, in milliseconds, nobody waits for them. */
const PATIENCE = 2_000;
const TOPIC = /^\/(faq\/[\w-]+)/;

const known = new Map<string, Promise<readonly Choice[] | null>>();

/** The topic of the FAQ that a button asks for; null for anything else. */
export function topicOf(payload: string): string | null {
  return TOPIC.exec(payload)?.[1] ?? null;
}

/** The questions of the moment and of the page; null where the desk does not say. Asked once a page. */
export function topQuestions(
  server: string,
  language: string,
  page: string,
): Promise<readonly Choice[] | null> {
  const query = new URLSearchParams({ language, page: page.slice(0, 500), limit: String(OFFERED) });
  const url = `${server}/api/faq/top?${query}`;
  const asked = known.get(url) ?? ask(url);
  known.set(url, asked);
  return asked;
}

async function ask(url: string): Promise<readonly Choice[] | null> {
  try {
    const answer = await fetch(url, { credentials: "omit", signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok) return null;
    const { items } = (await answer.json()) as { items: Choice[] };
    return items.length ? items.map(({ title, payload }) => ({ title, payload })) : null;
  } catch {
    // The usual questions are offered instead, and asked for again the next time.
    known.delete(url);
    return null;
  }
}

/** Tells the desk whether an answer was useful, and nothing of who says so; a vote that is lost is lost. */
export function sayUseful(server: string, topic: string, useful: boolean, language: string): void {
  void fetch(`${server}/api/faq/${topic}/useful`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ useful, language }),
    credentials: "omit",
    keepalive: true,
  }).catch(() => undefined);
}
