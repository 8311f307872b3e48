import { ask } from "./loose";
import type { Message } from "./types";
import type {
  BulkDone,
  Canned,
  Channel,
  Colleague,
  Flag,
  FlagKind,
  Mention,
  Note,
  Person,
  Rank,
  SavedView,
  SearchFilters,
  SearchHit,
  Suggestion,
  Tag,
  Team,
  Template,
  Upload,
} from "./work";

interface Items<T> {
  items: T[];
}

const here = (id: string, rest: string) => `/api/conversations/${id}/${rest}`;

async function items<T>(path: string, query: object = {}): Promise<T[]> {
  return (await ask<Items<T>>("GET", path, { query })).items;
}

export const teams = () => items<Team>("/api/teams");
export const colleagues = () => items<Colleague>("/api/agents/available");
export const tags = () => items<Tag>("/api/tags");
export const canned = () => items<Canned>("/api/canned");
export const channels = () => items<Channel>("/api/channels");
export const savedViews = () => items<SavedView>("/api/saved-views");
export const mentions = () => items<Mention>("/api/mentions");
export const notes = (id: string) => items<Note>(here(id, "notes"));
export const suggestions = (id: string) => items<Suggestion>(here(id, "suggestions"));
export const templates = (id: string) => items<Template>(here(id, "templates"));
export const person = (id: string) => ask<Person>("GET", here(id, "person"));
export const rank = (caseId: string) => ask<Rank>("GET", `/api/cases/${caseId}/rank`);

export function addNote(id: string, text: string, mentioned: string[], client_id: string): Promise<Note> {
  return ask("POST", here(id, "notes"), { body: { text, mentions: mentioned, client_id } });
}

/** Counts that a canned answer was inserted, so that those that help come first. */
export function countUse(cannedId: string, conversation_id: string): Promise<unknown> {
  return ask("POST", `/api/canned/${cannedId}/use`, { body: { conversation_id } });
}

export function readMention(noteId: string): Promise<void> {
  return ask("POST", `/api/mentions/${noteId}/read`);
}

export function setTags(id: string, chosen: string[]): Promise<void> {
  return ask("PUT", here(id, "tags"), { body: { tags: chosen } });
}

export type Destination = { to_agent: string } | { to_team: string };

export function transfer(id: string, to: Destination, note: string): Promise<void> {
  return ask("POST", here(id, "transfer"), { body: { ...to, note } });
}

export interface Found {
  items: SearchHit[];
  next: string | null;
}

export function search(filters: SearchFilters, after: string | null): Promise<Found> {
  return ask("GET", "/api/search", { query: { ...filters, after: after ?? undefined } });
}

export function saveView(view: Pick<SavedView, "name" | "shared" | "filters">): Promise<SavedView> {
  return ask("POST", "/api/saved-views", { body: view });
}

export function dropView(id: string): Promise<void> {
  return ask("DELETE", `/api/saved-views/${id}`);
}

export interface BulkAsked {
  action: "take" | "resolve" | "tag" | "untag" | "transfer";
  conversations: string[];
  tag?: string;
  to_agent?: string;
  to_team?: string;
  note?: string;
}

export function bulk(asked: BulkAsked): Promise<BulkDone> {
  return ask("POST", "/api/bulk", { body: asked });
}

export interface TemplateAsked {
  template_id: string;
  variables: Record<string, string>;
  client_id: string;
}

export async function sendTemplate(id: string, asked: TemplateAsked): Promise<Message[]> {
  const said = await ask<{ messages: Message[] }>("POST", here(id, "template"), { body: asked });
  return said.messages;
}

export type { Flag, Upload };

/** What was said of the assistant's understanding in a conversation, by message. */
export async function flags(id: string): Promise<Record<string, FlagKind>> {
  const { items } = await ask<{ items: Flag[] }>("GET", here(id, "flags"));
  return Object.fromEntries(items.flatMap(({ message_id, kind }) => (kind ? [[message_id, kind]] : [])));
}

export function flag(messageId: string, kind: FlagKind | null): Promise<Flag> {
  return ask("POST", `/api/messages/${messageId}/flag`, { body: { kind } });
}
