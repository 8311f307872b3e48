import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import * as calls from "../api/calls";
import { asDeskError } from "../api/errors";
import type { Message } from "../api/types";
import { useConnection } from "../live/connection";
import { changeThread, readThread, threadKey } from "../state/cache";
import { tick } from "../state/known";
import {
  learnAround,
  learnConversation,
  learnMessages,
  learnNewer,
  learnOlder,
  PAGE,
  type Thread,
} from "./thread";

const LOOK_MILLISECONDS = 10_000;

/** One conversation, live; every fetch also closes whatever gap the live line left. */
export function useThread(conversationId: string) {
  const client = useQueryClient();
  const down = useConnection(({ line }) => line !== "live");
  return useQuery({
    queryKey: threadKey(conversationId),
    queryFn: () => catchUp(client, conversationId),
    refetchInterval: down ? LOOK_MILLISECONDS : false,
    retry: (count, error) => asDeskError(error).passing && count < 3,
  });
}

async function catchUp(client: QueryClient, id: string): Promise<Thread> {
  const askedAt = tick();
  const { syncedTo, asOf } = readThread(client, id);
  const since = syncedTo === null ? [] : await missed(id, syncedTo, asOf);
  const conversation = await calls.conversation(id);
  return learnConversation(readThread(client, id), conversation, since, askedAt);
}

/** What was said while the line was down, and what has become meanwhile of what was said before. */
async function missed(id: string, syncedTo: number, asOf: string | null): Promise<Message[]> {
  const all: Message[] = [];
  let after = asOf === null ? syncedTo : 0;
  for (;;) {
    const query = asOf === null ? { after, limit: PAGE } : { after, changed_after: asOf, limit: PAGE };
    const page = await calls.messages(id, query);
    all.push(...page);
    if (page.length < PAGE) return all;
    after = Math.max(...page.map((message) => message.sequence));
  }
}

/** Fetches what was said before a sequence that is shown. */
export function useOlder(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (before: number) => {
      const askedAt = tick();
      const page = await calls.messages(id, { before, limit: PAGE });
      changeThread(client, id, (thread) => learnOlder(thread, page, before, PAGE, askedAt));
    },
  });
}

/** Fetches what was said after a sequence that is shown, towards the present. */
export function useNewer(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (after: number) => {
      const askedAt = tick();
      const page = await calls.messages(id, { after, limit: PAGE });
      changeThread(client, id, (thread) => learnNewer(thread, page, after, PAGE, askedAt));
    },
  });
}

/** Fetches what was said around one message that somebody linked to. */
export function useAround(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (around: number) => {
      const askedAt = tick();
      const page = await calls.messages(id, { around, limit: PAGE });
      changeThread(client, id, (thread) => learnAround(thread, page, askedAt));
    },
  });
}

/** Sends a failed message again. */
export function useRetry(conversationId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (messageId: string) => {
      const askedAt = tick();
      const message = await calls.retry(messageId);
      changeThread(client, conversationId, (thread) => learnMessages(thread, [message], askedAt));
    },
  });
}
