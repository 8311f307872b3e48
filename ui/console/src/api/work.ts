/** What agents work with besides conversations: notes, tags, prepared answers, colleagues, search. */
import type { Message } from "./types";

export interface Ref {
  id: string;
  name: string;
}

export interface Tag extends Ref {
  color: string;
  /** No longer offered; conversations that have it keep it. */
  retired?: boolean;
}

export interface Note {
  id: string;
  conversation_id: string;
  author: Ref;
  text: string;
  mentions: string[];
  at: string;
  client_id?: string | null;
  /** The newest message when it was written. */
  after_sequence?: number;
}

export interface Mention {
  note: Note;
  contact_name: string | null;
  read: boolean;
}

export interface Canned {
  id: string;
  shortcut: string;
  title: string;
  text_it: string;
  text_en: string;
  topics: string[];
}

export interface Suggestion {
  kind: "faq" | "canned";
  title: string;
  text: string;
  confidence: number | null;
  topic: string | null;
}

export type Presence = "online" | "away" | "offline";

export interface Colleague extends Ref {
  presence: Presence;
  load: number;
  capacity: number;
  teams: string[];
}

export interface Team extends Ref {
  languages: string[];
  topics: string[];
  channels: string[];
}

export interface Channel {
  name: string;
  title: string;
  text_limit: number;
  window_hours: number | null;
  templates: boolean;
  attachments: { max_bytes: number; media_types: string[] } | null;
}

export interface Template {
  id: string;
  name: string;
  language: string;
  category: string;
  body: string;
  variables: { name: string; example: string }[];
}

export interface Upload {
  id: string;
  name: string;
  media_type: string;
  size: number;
  kind: string;
  url: string;
}

export type RankReason = "waiting" | "safety" | "complaint" | "vip" | "frustrated" | "returned" | "window";

export interface Rank {
  rank_at: string;
  place: number | null;
  parts: { reason: RankReason; text: string; minutes: number }[];
}

export interface Parcel {
  state: string;
  carrier: string | null;
  tracking_url: string | null;
}

export interface Order {
  number: string;
  state: string;
  placed_at: string;
  total: number | string;
  currency: string;
  parcels: Parcel[];
}

export interface PastCase {
  id: string;
  conversation_id?: string;
  reason: string;
  opened_at: string;
  closed_at: string | null;
  state: string;
  agent: Ref | null;
  topic: string | null;
}

export interface Person {
  name: string | null;
  channels: { channel: string; address_masked: string; last_at: string | null; conversation_id: string }[];
  orders: Order[] | null;
  orders_error: string | null;
  past_cases: PastCase[];
  tone: { label: string; confidence: number; measured_error: number } | null;
  language: string | null;
  spend: number | string | null;
}

export interface SearchHit {
  conversation_id: string;
  message_id: string;
  sequence: number;
  snippet: string;
  at: string;
  author: Message["author"] | "note";
  author_name?: string | null;
  contact_name: string | null;
  channel: string;
}

export interface SearchFilters {
  q?: string | undefined;
  channel?: string | undefined;
  author?: string | undefined;
  agent?: string | undefined;
  team?: string | undefined;
  tag?: string | undefined;
  language?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  state?: string | undefined;
}

export interface QueueFilters {
  team?: string | undefined;
  channel?: string | undefined;
  tag?: string | undefined;
  language?: string | undefined;
}

export interface SavedView extends Ref {
  shared: boolean;
  filters: Record<string, unknown>;
  /** Whether one may delete it. */
  mine?: boolean;
}

export interface BulkDone {
  done: string[];
  failed: { id: string; code: string; message: string }[];
}

/** An agent who looks at a conversation; `composing` while they write there. */
export interface Viewer extends Ref {
  composing: boolean;
}

export interface Breach {
  case_id: string;
  conversation_id?: string;
  kind: "first" | "next";
  due: string;
  state: "warning" | "breached";
}
