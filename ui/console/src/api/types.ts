/** What the desk says, under the console's own short names; the shapes are generated from the desk. */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Attachment = Schemas["AttachmentOut"];
export type Case = Schemas["CaseOut"];
export type CaseDetail = Schemas["CaseDetailOut"];
export type Conversation = Schemas["ConversationOut"];
/** A conversation without its messages. */
export type ConversationHead = Omit<Conversation, "messages">;
export type Entity = Schemas["EntityOut"];
export type IntentReading = Schemas["IntentOut"];
export type Message = Schemas["MessageOut"];
export type Queue = Schemas["QueueOut"];
export type Reading = Schemas["ReadingOut"];
export type Session = Schemas["SessionOut"];
