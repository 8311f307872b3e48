import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import * as calls from "../api/calls";
import { addNote } from "../api/workCalls";
import { changeThread } from "../state/cache";
import { tick } from "../state/known";
import type { Unsent } from "../state/outbox";
import { tellNote } from "../state/queries";
import { useSession } from "../state/session";
import { Sender } from "./sender";
import { learnMessages } from "./thread";

const SenderContext = createContext<Sender | null>(null);

export function useSender(): Sender {
  const sender = useContext(SenderContext);
  if (!sender) throw new Error("useSender needs a SenderProvider above it");
  return sender;
}

export function SenderProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const { agent } = useSession();
  const sender = useMemo(() => {
    const post = async (item: Unsent) => {
      if (item.mentions) {
        const note = await addNote(item.conversationId, item.text, item.mentions, item.clientId);
        tellNote(client, { ...note, conversation_id: item.conversationId });
        return;
      }
      const askedAt = tick();
      const attachments = (item.attachments ?? []).map(({ id }) => id);
      const said = { text: item.text, client_id: item.clientId, attachments };
      const messages = await calls.say(item.conversationId, said);
      changeThread(client, item.conversationId, (thread) => learnMessages(thread, messages, askedAt));
    };
    return new Sender(post, agent.id);
  }, [client, agent.id]);
  return <SenderContext value={sender}>{children}</SenderContext>;
}
