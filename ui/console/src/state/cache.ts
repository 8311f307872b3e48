import type { QueryClient } from "@tanstack/react-query";
import type { Case, ConversationHead, Message } from "../api/types";
import { type Board, emptyBoard, hearCase } from "../cases/board";
import { emptyThread, hearHead, hearMessage, type Thread } from "../conversation/thread";
import { tick } from "./known";

export const boardKey = ["board"] as const;
export const sessionKey = ["session"] as const;

export function threadKey(conversationId: string): readonly [string, string] {
  return ["thread", conversationId];
}

export function readThread(client: QueryClient, conversationId: string): Thread {
  return client.getQueryData<Thread>(threadKey(conversationId)) ?? emptyThread;
}

export function changeThread(client: QueryClient, id: string, change: (thread: Thread) => Thread): void {
  // A conversation nobody opened is fetched whole when somebody does.
  if (!client.getQueryState(threadKey(id))) return;
  client.setQueryData<Thread>(threadKey(id), (known) => change(known ?? emptyThread));
}

export function tellMessage(client: QueryClient, message: Message): void {
  changeThread(client, message.conversation_id, (thread) => hearMessage(thread, message, tick()));
}

export function tellHead(client: QueryClient, head: ConversationHead): void {
  changeThread(client, head.id, (thread) => hearHead(thread, head, tick()));
}

export function tellCase(client: QueryClient, item: Case): void {
  if (!client.getQueryState(boardKey)) return;
  client.setQueryData<Board>(boardKey, (known) => hearCase(known ?? emptyBoard, item, tick()));
  changeThread(client, item.conversation_id, (thread) => withCase(thread, item));
}

/** The case in the head gains what is new and keeps the readings, which live news leaves out. */
function withCase(thread: Thread, item: Case): Thread {
  const shown = thread.head?.case;
  if (!thread.head || shown?.id !== item.id) return thread;
  return hearHead(thread, { ...thread.head, case: { ...shown, ...item } }, tick());
}
