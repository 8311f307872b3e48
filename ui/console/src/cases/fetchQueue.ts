import * as calls from "../api/calls";
import { ask } from "../api/loose";
import type { Case, Queue } from "../api/types";

/** The desk lists at most so many at once. */
const PAGE = 200;

interface Page {
  items: Case[];
  next: string | null;
}

type Open = "waiting" | "mine" | "others";

/** The whole queue: one question while it is short, page by page where it is long. */
export async function fetchQueue(): Promise<Queue> {
  const queue = await calls.queue();
  const long = queue.waiting.length >= PAGE || queue.mine.length + queue.others.length >= PAGE;
  if (!long) return queue;
  const [waiting, mine, others] = await Promise.all([all("waiting"), all("mine"), all("others")]);
  return { ...queue, waiting, mine, others };
}

async function all(state: Open): Promise<Case[]> {
  const found: Case[] = [];
  let after: string | null = null;
  do {
    const query: object = { state, limit: PAGE, after: after ?? undefined };
    const page: Page = await ask<Page>("GET", "/api/queue", { query });
    found.push(...page.items);
    after = page.next;
  } while (after !== null);
  return found;
}
