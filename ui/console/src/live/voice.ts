import type { Socket } from "socket.io-client";

/** The open line, for what this console tells its desk; nothing is said while it is down. */
let line: Socket | null = null;
let viewed: string | null = null;

/** Called by whoever opens and closes the line. */
export function speakOn(socket: Socket | null): void {
  line = socket;
}

/** Which conversation is on the screen, so that colleagues know. */
export function tellViewing(conversationId: string | null): void {
  viewed = conversationId;
  if (line?.connected) line.emit("viewing", { conversation_id: conversationId });
}

/** After a break: the desk has forgotten. */
export function repeatViewing(): void {
  tellViewing(viewed);
}

export function tellComposing(conversationId: string): void {
  if (line?.connected) line.emit("composing", { conversation_id: conversationId });
}

/** The live board is on the screen, or no longer: only who watches is told. */
export function tellWatching(watching: boolean): void {
  if (line?.connected) line.emit("watch_board", { watching });
}
