/** What the desk says, under the console's own short names; the shapes are generated from the desk. */
import type { components } from "./schema";
import type { Ref, Tag } from "./work";

type Schemas = components["schemas"];

export type Attachment = Schemas["AttachmentOut"];

/** What the queue knows of a case besides who waits and why. */
interface Standing {
  team?: Ref | null;
  queued_at?: string | null;
  rank_at?: string | null;
  vip?: boolean;
  bounces?: number;
  frustrated?: boolean;
  first_response_due?: string | null;
  next_response_due?: string | null;
  tags?: Tag[];
  assigned_by?: "agent" | "rota" | null;
}

export type Case = Schemas["CaseOut"] & Standing;
export type CaseDetail = Schemas["CaseDetailOut"] & Standing;
export type Conversation = Omit<Schemas["ConversationOut"], "case"> & { case: CaseDetail | null };
/** A conversation without its messages. */
export type ConversationHead = Omit<Conversation, "messages">;
export type Entity = Schemas["EntityOut"];
export type IntentReading = Schemas["IntentOut"];
export type Message = Schemas["MessageOut"];
export type Queue = Schemas["QueueOut"];
export type Reading = Schemas["ReadingOut"];
export type Session = Schemas["SessionOut"];
