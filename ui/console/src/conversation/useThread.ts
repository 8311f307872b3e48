import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import * as calls from "../api/calls";
import { asDeskError } from "../api/errors";
import type { Message } from "../api/types";
import { useConnection } from "../live/connection";
import { changeThread, readThread, threadKey } from "../state/cache";
import { tick } from "../state/known";
import { earliest, learnConversation, learnMessages, learnOlder, PAGE, type Thread } from "./thread";

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
  const { syncedTo } = readThread(client, id);
  const since = syncedTo === null ? [] : await everythingAfter(id, syncedTo);
  const conversation = await calls.conversation(id);
  return learnConversation(readThread(client, id), conversation, since, askedAt);
}

async function everythingAfter(id: string, sequence: number): Promise<Message[]> {
  const all: Message[] = [];
  let after = sequence;
  for (;;) {
    const page = await calls.messages(id, { after, limit: PAGE });
    all.push(...page);
    if (page.length < PAGE) return all;
    after = Math.max(...page.map((message) => message.sequence));
  }
}

/** Fetches what was said before the earliest message shown. */
export function useOlder(conversationId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const before = earliest(readThread(client, conversationId));
      if (before === null) return;
      const askedAt = tick();
      const page = await calls.messages(conversationId, { before, limit: PAGE });
      changeThread(client, conversationId, (thread) => learnOlder(thread, page, PAGE, askedAt));
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
