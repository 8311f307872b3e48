import { body, desk } from "./client";
import type { Conversation, Message, Queue, Session } from "./types";

const at = (conversation_id: string) => ({ params: { path: { conversation_id } } });

export function signIn(email: string, password: string): Promise<Session> {
  return body(desk.POST("/api/session", { body: { email, password } }));
}

export function session(): Promise<Session> {
  return body(desk.GET("/api/session"));
}

export async function signOut(): Promise<void> {
  await body(desk.DELETE("/api/session"));
}

export function queue(): Promise<Queue> {
  return body(desk.GET("/api/queue"));
}

export function conversation(id: string): Promise<Conversation> {
  return body(desk.GET("/api/conversations/{conversation_id}", at(id)));
}

/** One page of a transcript: what came after a sequence, or what came before one. */
export async function messages(
  conversation_id: string,
  query: { after?: number; before?: number; limit: number },
): Promise<Message[]> {
  const path = "/api/conversations/{conversation_id}/messages";
  const page = await body(desk.GET(path, { params: { path: { conversation_id }, query } }));
  return page.messages;
}

export async function say(id: string, text: string, client_id: string): Promise<Message[]> {
  const path = "/api/conversations/{conversation_id}/messages";
  const said = await body(desk.POST(path, { ...at(id), body: { text, client_id } }));
  return said.messages;
}

export type Deed = "take" | "hand-back" | "resolve";

export function act(id: string, deed: Deed): Promise<Conversation> {
  return body(desk.POST(`/api/conversations/{conversation_id}/${deed}`, at(id)));
}

export async function showTyping(id: string): Promise<void> {
  await body(desk.POST("/api/conversations/{conversation_id}/typing", at(id)));
}

export function retry(message_id: string): Promise<Message> {
  return body(desk.POST("/api/messages/{message_id}/retry", { params: { path: { message_id } } }));
}
