import type { Conversation, ConversationHead, Message } from "../api/types";
import { hear, heardAfter, type Known, learn, nothing } from "../state/known";

/** One conversation as the console knows it. */
export interface Thread {
  /** Null until the first answer: live news may come before it. */
  readonly head: ConversationHead | null;
  readonly headHeardAt: number;
  readonly messages: Known<Message>;
  /** The last sequence up to which a fetch has shown everything; live news does not move it. */
  readonly syncedTo: number | null;
  /** Whether the conversation's first message is here. */
  readonly beginning: boolean;
}

/** How many messages the desk sends with a conversation. */
export const PAGE = 100;

export const emptyThread: Thread = {
  head: null,
  headHeardAt: 0,
  messages: nothing(),
  syncedTo: null,
  beginning: false,
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

/** Takes in an older page; a short one means that the beginning is here. */
export function learnOlder(thread: Thread, page: readonly Message[], limit: number, askedAt: number): Thread {
  return { ...learnMessages(thread, page, askedAt), beginning: page.length < limit };
}

/** Takes in a whole conversation, with what was said since `syncedTo`, asked at one moment. */
export function learnConversation(
  thread: Thread,
  conversation: Conversation,
  since: readonly Message[],
  askedAt: number,
): Thread {
  const { messages: latest, ...head } = conversation;
  const first = thread.syncedTo === null;
  const base = first ? heardAfter(thread.messages, askedAt) : thread.messages;
  const fetched = [...since, ...latest];
  return {
    head: thread.headHeardAt > askedAt ? thread.head : head,
    headHeardAt: thread.headHeardAt,
    messages: learn(base, fetched, askedAt),
    syncedTo: fetched.reduce((last, message) => Math.max(last, message.sequence), thread.syncedTo ?? 0),
    beginning: first ? latest.length < PAGE : thread.beginning,
  };
}

/** Messages in the order in which they were said. */
export function inOrder(thread: Thread): Message[] {
  return Object.values(thread.messages.items).sort(
    (one, other) => one.sequence - other.sequence || one.at.localeCompare(other.at),
  );
}

/** The lowest sequence here: older pages come before it. */
export function earliest(thread: Thread): number | null {
  return inOrder(thread)[0]?.sequence ?? null;
}
