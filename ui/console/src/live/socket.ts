import type { QueryClient } from "@tanstack/react-query";
import { io, type Socket } from "socket.io-client";
import type { LiveBoard } from "../api/office";
import type { Case, ConversationHead, Message, Session } from "../api/types";
import type { Breach, ClosingWindow, Note, Viewer } from "../api/work";
import { liveBoardKey } from "../board/key";
import { paced } from "../cases/pace";
import { presenceKey } from "../profile/usePresence";
import { boardKey, sessionKey, tellCase, tellHead, tellMessage } from "../state/cache";
import { colleaguesKey, mentionsKey, tellNote } from "../state/queries";
import { publicationKey } from "../studio/keys";
import { setLine } from "./connection";
import { heardTyping, stoppedTyping } from "./typing";
import { heardViewers } from "./viewers";
import { repeatViewing, speakOn } from "./voice";

/** Something an agent may want to be told about. */
export interface News {
  case?: Case;
  message?: Message;
  note?: Note;
  breach?: Breach;
  window?: ClosingWindow;
}

const COME_BACK_MILLISECONDS = 2_000;

export interface LineOptions {
  client: QueryClient;
  session: Session;
  onNews: (news: News) => void;
  /** The line is up, again or for the first time: whatever was missed has to be fetched. */
  onLive: () => void;
}

/** Opens the line to the desk; returns what closes it. */
export function openLine({ client, session, onNews, onLive }: LineOptions): () => void {
  const socket = io(session.realtime.namespace, { path: session.realtime.path, reconnectionDelayMax: 5_000 });
  speakOn(socket);
  listen(socket, client, onNews);
  listenToColleagues(socket, client, onNews);
  const stopTrying = followState(socket, client, onLive);
  const stopWatching = watchNetwork(socket);
  return () => {
    stopTrying();
    stopWatching();
    socket.removeAllListeners();
    socket.disconnect();
    speakOn(null);
  };
}

function listen(socket: Socket, client: QueryClient, onNews: (news: News) => void): void {
  const lookAgain = paced(() => void client.invalidateQueries({ queryKey: boardKey }));
  socket.on("conversation", (head: ConversationHead) => {
    tellHead(client, head);
    lookAgain();
  });
  socket.on("case", (item: Case) => {
    tellCase(client, item);
    onNews({ case: item });
    lookAgain();
  });
  socket.on("message", (message: Message) => {
    tellMessage(client, message);
    if (message.author === "shopper") stoppedTyping(message.conversation_id);
    onNews({ message });
    lookAgain();
  });
  socket.on("typing", (sign: { conversation_id: string; author: string }) => {
    if (sign.author === "shopper") heardTyping(sign.conversation_id);
  });
}

function listenToColleagues(socket: Socket, client: QueryClient, onNews: (news: News) => void): void {
  socket.on("note", (note: Note) => {
    tellNote(client, note);
    void client.invalidateQueries({ queryKey: mentionsKey });
    onNews({ note });
  });
  socket.on("viewers", ({ conversation_id, agents }: { conversation_id: string; agents: Viewer[] }) =>
    heardViewers(conversation_id, agents),
  );
  socket.on("board", (board: LiveBoard) => client.setQueryData(liveBoardKey, board));
  socket.on("presence", () => {
    void client.invalidateQueries({ queryKey: colleaguesKey });
    void client.invalidateQueries({ queryKey: presenceKey });
  });
  socket.on("publication", () => void client.invalidateQueries({ queryKey: publicationKey }));
  socket.on("breach", (breach: Breach) => onNews({ breach }));
  socket.on("window", (window: ClosingWindow) => onNews({ window }));
}

function followState(socket: Socket, client: QueryClient, onLive: () => void): () => void {
  const down = () => setLine(navigator.onLine ? "connecting" : "offline");
  let timer: ReturnType<typeof setTimeout> | undefined;
  // Where socket.io would not come back by itself: the desk closed or refused the line, because it
  // restarts or because the session ended.
  const comeBack = () => {
    void client.invalidateQueries({ queryKey: sessionKey });
    clearTimeout(timer);
    timer = setTimeout(() => socket.connect(), COME_BACK_MILLISECONDS);
  };
  down();
  socket.on("connect", () => {
    setLine("live");
    repeatViewing();
    onLive();
  });
  socket.on("disconnect", (reason) => {
    down();
    if (reason === "io server disconnect") comeBack();
  });
  socket.on("connect_error", ({ message }) => {
    down();
    // Whose role opens no line has pages that look by themselves.
    if (!socket.active && message !== "not_allowed") comeBack();
  });
  return () => clearTimeout(timer);
}

/** A browser knows at once that its network is gone; socket.io would notice after its ping time-out. */
function watchNetwork(socket: Socket): () => void {
  const offline = () => {
    socket.disconnect();
    setLine("offline");
  };
  const online = () => {
    setLine("connecting");
    socket.connect();
  };
  window.addEventListener("offline", offline);
  window.addEventListener("online", online);
  return () => {
    window.removeEventListener("offline", offline);
    window.removeEventListener("online", online);
  };
}
