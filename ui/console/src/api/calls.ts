import { body, desk } from "./client";
import { ask } from "./loose";
import type { Conversation, Message, Queue, Session } from "./types";

const at = (conversation_id: string) => ({ params: { path: { conversation_id } } });

export function signIn(email: string, password: string, code: string | null): Promise<Session> {
  return body(desk.POST("/api/session", { body: { email, password, ...(code ? { code } : {}) } }));
}

export function session(): Promise<Session> {
  return body(desk.GET("/api/session"));
}

export async function signOut(): Promise<void> {
  await body(desk.DELETE("/api/session"));
}

export function queue(): Promise<Queue> {
  return ask("GET", "/api/queue");
}

export function conversation(id: string): Promise<Conversation> {
  return body(desk.GET("/api/conversations/{conversation_id}", at(id)));
}

/** One page of a transcript: what came after, before or around a sequence. */
export async function messages(
  id: string,
  query: { after?: number; before?: number; around?: number; changed_after?: string; limit: number },
): Promise<Message[]> {
  const path = `/api/conversations/${id}/messages`;
  return (await ask<{ messages: Message[] }>("GET", path, { query })).messages;
}

export interface Said {
  text: string;
  client_id: string;
  attachments: string[];
}

export async function say(id: string, said: Said): Promise<Message[]> {
  const path = `/api/conversations/${id}/messages`;
  return (await ask<{ messages: Message[] }>("POST", path, { body: said })).messages;
}

export type Deed = "take" | "hand-back" | "resolve";

export function act(id: string, deed: Deed, note?: string): Promise<Conversation> {
  const sent = deed === "hand-back" && note ? { note } : undefined;
  return ask("POST", `/api/conversations/${id}/${deed}`, { body: sent });
}

export async function showTyping(id: string): Promise<void> {
  await body(desk.POST("/api/conversations/{conversation_id}/typing", at(id)));
}

export function retry(message_id: string): Promise<Message> {
  return body(desk.POST("/api/messages/{message_id}/retry", { params: { path: { message_id } } }));
}
