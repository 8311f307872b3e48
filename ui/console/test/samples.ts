import type { Case, Conversation, Message } from "../src/api/types";

export function message(sequence: number, change: Partial<Message> = {}): Message {
  return {
    id: `m${sequence}`,
    conversation_id: "c1",
    sequence,
    author: "shopper",
    author_name: null,
    text: `text ${sequence}`,
    buttons: [],
    image: null,
    attachments: [],
    state: "received",
    error: null,
    at: new Date(Date.UTC(2026, 0, 1, 10, 0, sequence)).toISOString(),
    edited_at: null,
    reading: null,
    client_id: null,
    ...change,
  };
}

export function conversation(messages: Message[], change: Partial<Conversation> = {}): Conversation {
  return {
    id: "c1",
    channel: "webchat",
    contact: { name: "Paolo", address_masked: "•••" },
    owner: "queue",
    epoch: 1,
    agent: null,
    language: "it",
    last_shopper_at: null,
    window_closes_at: null,
    blocked: false,
    case: null,
    messages,
    ...change,
  };
}

export function waiting(id: string, change: Partial<Case> = {}): Case {
  return {
    id,
    conversation_id: `conversation-${id}`,
    channel: "webchat",
    contact_name: id,
    reason: "requested",
    priority: 0,
    state: "waiting",
    opened_at: "2026-01-01T10:00:00Z",
    taken_at: null,
    closed_at: null,
    agent: null,
    language: "it",
    last_text: "",
    last_at: null,
    unread: 0,
    place: null,
    tags: [],
    bounces: 0,
    vip: false,
    safety: false,
    frustrated: false,
    returned: false,
    needs_supervisor: false,
    ...change,
  };
}
