import type { Conversation, ConversationHead, Message } from "../api/types";
import { hear, heardAfter, type Known, learn, nothing } from "../state/known";
import { type Segment, withSegment } from "./segments";

/** One conversation as the console knows it. */
export interface Thread {
  /** Null until the first answer: live news may come before it. */
  readonly head: ConversationHead | null;
  readonly headHeardAt: number;
  readonly messages: Known<Message>;
  /** The last sequence up to which a fetch has shown everything; live news does not move it. */
  readonly syncedTo: number | null;
  /** Up to which moment, by the desk's clock, every change is here. */
  readonly asOf: string | null;
  /** Which stretches of the transcript are here without a gap. */
  readonly segments: readonly Segment[];
  /** The first sequence of all, once it is known. */
  readonly startsAt: number | null;
}

/** How many messages the desk sends with a conversation. */
export const PAGE = 100;

export const emptyThread: Thread = {
  head: null,
  headHeardAt: 0,
  messages: nothing(),
  syncedTo: null,
  asOf: null,
  segments: [],
  startsAt: null,
};

export function hearMessage(thread: Thread, message: Message, at: number): Thread {
  return { ...thread, messages: hear(thread.messages, message, at) };
}

export function hearHead(thread: Thread, head: ConversationHead, at: number): Thread {
  return { ...thread, head, headHeardAt: at };
}

/** Takes in part of the transcript that was fetched: a page, or the answer to a send. */
export function learnMessages(thread: Thread, messages: readonly Message[], askedAt: number): Thread {
  return { ...thread, messages: learn(thread.messages, messages, askedAt) };
}

/** Takes in the page before a sequence; a short one means that the beginning is here. */
export function learnOlder(
  thread: Thread,
  page: readonly Message[],
  before: number,
  limit: number,
  askedAt: number,
): Thread {
  const from = Math.min(before, ...page.map(({ sequence }) => sequence));
  return {
    ...learnMessages(thread, page, askedAt),
    segments: withSegment(thread.segments, { from, to: before }),
    startsAt: page.length < limit ? from : thread.startsAt,
  };
}

/** Takes in the page after a sequence; a short one means that nothing is between it and the present. */
export function learnNewer(
  thread: Thread,
  page: readonly Message[],
  after: number,
  limit: number,
  askedAt: number,
): Thread {
  const last = Math.max(after, ...page.map(({ sequence }) => sequence));
  const to = page.length < limit ? Number.POSITIVE_INFINITY : last;
  return {
    ...learnMessages(thread, page, askedAt),
    segments: withSegment(thread.segments, { from: after, to }),
  };
}

/** Takes in what was said around a sequence. */
export function learnAround(thread: Thread, page: readonly Message[], askedAt: number): Thread {
  if (page.length === 0) return thread;
  const sequences = page.map(({ sequence }) => sequence);
  const stretch = { from: Math.min(...sequences), to: Math.max(...sequences) };
  return { ...learnMessages(thread, page, askedAt), segments: withSegment(thread.segments, stretch) };
}

/** Takes in a whole conversation, with what was said since `syncedTo`, asked at one moment. */
export function learnConversation(
  thread: Thread,
  conversation: Conversation,
  since: readonly Message[],
  askedAt: number,
): Thread {
  const { messages: latest, as_of, ...head } = conversation;
  const first = thread.syncedTo === null;
  const base = first ? heardAfter(thread.messages, askedAt) : thread.messages;
  const fetched = [...since, ...latest];
  const from = latest.reduce((least, { sequence }) => Math.min(least, sequence), Number.POSITIVE_INFINITY);
  const present = { from: Number.isFinite(from) ? from : 0, to: Number.POSITIVE_INFINITY };
  return {
    head: thread.headHeardAt > askedAt ? thread.head : head,
    headHeardAt: thread.headHeardAt,
    messages: learn(base, fetched, askedAt),
    syncedTo: fetched.reduce((last, message) => Math.max(last, message.sequence), thread.syncedTo ?? 0),
    asOf: as_of ?? thread.asOf,
    segments: first ? withSegment(thread.segments, present) : thread.segments,
    startsAt: first && latest.length < PAGE ? present.from : thread.startsAt,
  };
}

/** Messages in the order in which they were said. */
export function inOrder(thread: Thread): Message[] {
  return Object.values(thread.messages.items).sort(
    (one, other) => one.sequence - other.sequence || one.at.localeCompare(other.at),
  );
}

/** The messages of one stretch, in order. */
export function inSegment(thread: Thread, segment: Segment | undefined): Message[] {
  if (!segment) return [];
  return inOrder(thread).filter(({ sequence }) => sequence >= segment.from && sequence <= segment.to);
}
