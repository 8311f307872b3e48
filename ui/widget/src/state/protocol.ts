/** What travels between the widget and the desk (Socket.IO, the default namespace). */

export type Author = "shopper" | "bot" | "agent" | "system";
export type Owner = "bot" | "queue" | "agent";

/** A choice offered to the shopper. */
export interface Choice {
  readonly title: string;
  readonly payload: string;
}

/** Something that an agent sent besides words; its address cannot be guessed. */
export interface VisitorFile {
  readonly kind: string;
  readonly media_type: string | null;
  readonly name: string | null;
  /** Bytes. */
  readonly size: number | null;
  readonly url: string;
}

/** Whether somebody can answer in real time now, and the desk's sentence about it where nobody can. */
export interface Staffing {
  readonly open: boolean;
  readonly opens_at?: string | null;
  readonly text?: string | null;
}

/** A message of the conversation as the desk keeps it. */
export interface VisitorMessage {
  readonly id: string;
  /** Its place in the conversation, from 1 up; the desk gives it. */
  readonly sequence: number;
  readonly author: Author;
  readonly author_name: string | null;
  readonly text: string;
  readonly buttons: readonly Choice[];
  readonly image: string | null;
  /** A plain Rasa server knows none. */
  readonly files?: readonly VisitorFile[];
  /** ISO 8601, UTC. */
  readonly at: string;
  /** The identifier under which this browser sent it, for a shopper's message. */
  readonly client_id: string | null;
}

/** The answer to `history`. */
export interface History extends Answering {
  readonly messages: readonly VisitorMessage[];
}

/** `owner`: who answers. */
export interface Answering {
  readonly owner: Owner;
  readonly agent_name: string | null;
  readonly staffing?: Staffing | null;
}

/** The answer to `user_uttered`. */
export type Ack =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly error: { readonly code: string; readonly message: string } };

/** `bot_uttered`, in the shape that Rasa's web-chat clients know, with our metadata. */
export interface BotUttered {
  readonly text?: string | null;
  readonly quick_replies?: readonly { readonly title: string; readonly payload: string }[] | null;
  readonly attachment?: { readonly type: string; readonly payload?: { readonly src?: string } } | null;
  readonly metadata?: {
    readonly id?: string;
    readonly sequence?: number;
    readonly author?: Author;
    readonly author_name?: string | null;
    readonly at?: string;
    readonly files?: readonly VisitorFile[];
  } | null;
}

/** The greatest length of a message, in characters; the desk refuses longer ones. */
export const TEXT_LIMIT = 4000;

/** Reads `bot_uttered`; what a plain Rasa server leaves out is filled in, after `last`. */
export function readUttered(
  uttered: BotUttered,
  last: number,
  now: () => Date,
  newId: () => string,
): VisitorMessage {
  const about = uttered.metadata ?? {};
  const files = about.files ?? [];
  const picture = uttered.attachment?.type === "image" && !files.length;
  return {
    id: about.id ?? newId(),
    sequence: about.sequence ?? last + 1,
    author: about.author ?? "bot",
    author_name: about.author_name ?? null,
    text: uttered.text ?? "",
    buttons: (uttered.quick_replies ?? []).map(({ title, payload }) => ({ title, payload })),
    image: picture ? (uttered.attachment?.payload?.src ?? null) : null,
    files,
    at: about.at ?? now().toISOString(),
    client_id: null,
  };
}
