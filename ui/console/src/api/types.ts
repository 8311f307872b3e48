/** What the desk says, by the names of its HTTP interface. Times are ISO 8601 in UTC. */

export type Owner = "bot" | "queue" | "agent";
export type CaseState = "waiting" | "taken" | "handed_back" | "resolved";
export type Author = "shopper" | "bot" | "agent" | "system";
export type MessageState =
  | "received"
  | "answered"
  | "for_person"
  | "pending"
  | "sending"
  | "sent"
  | "delivered"
  | "read"
  | "failed"
  | "uncertain"
  | "superseded";

export interface AgentRef {
  id: string;
  name: string;
}

export interface Session {
  agent: AgentRef & { email: string; role: "agent" | "admin" };
  csrf_token: string;
  realtime: { path: string; namespace: string };
}

export interface Case {
  id: string;
  conversation_id: string;
  channel: string;
  contact_name: string | null;
  reason: string;
  priority: number;
  state: CaseState;
  opened_at: string;
  taken_at: string | null;
  closed_at: string | null;
  agent: AgentRef | null;
  language: string | null;
  last_text: string | null;
  last_at: string | null;
  unread: number;
  place: number | null;
}

export interface IntentReading {
  intent: string;
  title?: string | null;
  confidence: number;
}

export interface Entity {
  entity: string;
  value: unknown;
}

export interface CaseDetail extends Case {
  readings: IntentReading[];
  entities: Entity[];
  tried: string[];
}

export interface Attachment {
  kind: string;
  media_type: string | null;
  name: string | null;
  size: number | null;
  url: string | null;
  latitude: number | null;
  longitude: number | null;
}

export interface Reading {
  intent: string | null;
  title?: string | null;
  confidence: number | null;
  ranking?: IntentReading[];
  entities?: Entity[];
  language?: string | null;
}

export interface Message {
  id: string;
  conversation_id: string;
  sequence: number;
  author: Author;
  author_name: string | null;
  text: string;
  buttons: { title: string }[];
  image: string | null;
  attachments: Attachment[];
  state: MessageState;
  error: { code: string; message: string | null } | null;
  at: string;
  edited_at: string | null;
  reading: Reading | null;
  client_id: string | null;
}

/** A conversation without its messages. */
export interface ConversationHead {
  id: string;
  channel: string;
  contact: { name: string | null; address_masked: string };
  owner: Owner;
  epoch: number;
  agent: AgentRef | null;
  language: string | null;
  last_shopper_at: string | null;
  window_closes_at: string | null;
  blocked: boolean;
  case: CaseDetail | null;
}

export interface Conversation extends ConversationHead {
  messages: Message[];
}

export interface Queue {
  waiting: Case[];
  mine: Case[];
  others: Case[];
  closed_recently: Case[];
}
