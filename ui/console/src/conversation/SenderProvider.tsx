import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import * as calls from "../api/calls";
import { changeThread } from "../state/cache";
import { tick } from "../state/known";
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
    const post = async (conversationId: string, text: string, clientId: string) => {
      const askedAt = tick();
      const messages = await calls.say(conversationId, text, clientId);
      changeThread(client, conversationId, (thread) => learnMessages(thread, messages, askedAt));
    };
    return new Sender(post, agent.id);
  }, [client, agent.id]);
  return <SenderContext value={sender}>{children}</SenderContext>;
}
