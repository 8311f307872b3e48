/** What agents work with besides conversations: notes, tags, prepared answers, colleagues, search. */
import type { components } from "./schema";

type Schemas = components["schemas"];

export interface Ref {
  id: string;
  name: string;
}

export type Tag = Schemas["TagOut"];

export type Note = Schemas["NoteOut"];

export type Mention = Schemas["MentionOut"];

export type Canned = Schemas["CannedOut"];

export type Suggestion = Schemas["SuggestionOut"];

export type Flag = Schemas["FlagOut"];

export type FlagKind = NonNullable<Flag["kind"]>;

export type Presence = Colleague["presence"];

export type Colleague = Schemas["AvailableOut"];

export type Team = Schemas["TeamOut"];

export type Channel = Schemas["ChannelOut"];

export type Template = Schemas["TemplateOut"];

export type Upload = Schemas["UploadOut"];

export type Rank = Schemas["RankOut"];

export type Parcel = Schemas["PersonParcelOut"];

export type Order = Schemas["PersonOrderOut"];

export type PastCase = Schemas["PastCaseOut"];

export type Person = Schemas["PersonOut"];

export type SearchHit = Schemas["HitOut"];

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

export type SavedView = Schemas["SavedViewOut"];

export type BulkDone = Schemas["BulkOut"];

/** An agent who looks at a conversation; `composing` while they write there. */
export type Viewer = Schemas["ViewerOut"];

export interface Breach {
  case_id: string;
  conversation_id?: string;
  kind: "first" | "next";
  due: string;
  state: "warning" | "breached";
}

/** A reply window that closes soon, while the shopper's last words are not answered. */
export interface ClosingWindow {
  case_id: string;
  conversation_id: string;
  closes_at: string;
}
