/** What the desk says, under the console's own short names; the shapes are generated from the desk. */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Attachment = Schemas["AttachmentOut"];

/** The two dues are when an answer is late by our own promise; null once it was given. */
interface Promised {
  first_response_due?: string | null;
  next_response_due?: string | null;
}

export type Case = Schemas["CaseOut"] & Promised;
export type CaseDetail = Schemas["CaseDetailOut"] & Promised;
export type Conversation = Omit<Schemas["ConversationOut"], "case"> & { case: CaseDetail | null };
/** A conversation without its messages. */
export type ConversationHead = Omit<Conversation, "messages">;
export type Entity = Schemas["EntityOut"];
export type IntentReading = Schemas["IntentOut"];
export type Message = Schemas["MessageOut"];
export type Queue = Schemas["QueueOut"];
export type Reading = Schemas["ReadingOut"];
export type Session = Schemas["SessionOut"];
