/** What the desk says, under the console's own short names; the shapes are generated from the desk. */
import type { components } from "./schema";
import type { Tag } from "./work";

type Schemas = components["schemas"];

export type Attachment = Schemas["AttachmentOut"];

/** What not every desk says of a case yet. */
interface Standing {
  rank_at?: string | null;
  first_response_due?: string | null;
  next_response_due?: string | null;
}

export type Case = Schemas["CaseOut"] & Standing;
export type CaseDetail = Schemas["CaseDetailOut"] & Standing;
export type Conversation = Omit<Schemas["ConversationOut"], "case"> & {
  case: CaseDetail | null;
  tags?: Tag[];
};
/** A conversation without its messages. */
export type ConversationHead = Omit<Conversation, "messages">;
export type Entity = Schemas["EntityOut"];
export type IntentReading = Schemas["IntentOut"];
export type Message = Schemas["MessageOut"];
export type Queue = Schemas["QueueOut"];
export type Reading = Schemas["ReadingOut"];
export type Session = Schemas["SessionOut"];
