import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import * as calls from "../api/calls";
import { asDeskError, type DeskError } from "../api/errors";
import { boardKey, changeThread, threadKey } from "../state/cache";
import { draftKey, useDrafts } from "../state/drafts";
import { tick } from "../state/known";
import { useSession } from "../state/session";
import { learnConversation } from "./thread";

/** What an agent does with a conversation: take it, hand it back, close it. */
export function useDeed(deed: calls.Deed) {
  const client = useQueryClient();
  const { agent } = useSession();
  const { t } = useTranslation();
  return useMutation({
    mutationKey: ["deed", deed],
    mutationFn: async ({ conversationId, note }: { conversationId: string; note?: string }) => {
      const askedAt = tick();
      const conversation = await calls.act(conversationId, deed, note);
      changeThread(client, conversationId, (thread) =>
        // An unsynced thread learns its beginning from its own first fetch.
        thread.syncedTo === null ? thread : learnConversation(thread, conversation, [], askedAt),
      );
      return conversationId;
    },
    onSuccess: (conversationId) => {
      if (deed === "resolve") useDrafts.getState().write(draftKey(agent.id, conversationId), "");
    },
    onError: (error) => {
      const { title, message } = explain(asDeskError(error));
      notifications.show({ color: "red", title, message, role: "alert" });
    },
    onSettled: (_done, _error, { conversationId }) => {
      void client.invalidateQueries({ queryKey: boardKey });
      void client.invalidateQueries({ queryKey: threadKey(conversationId) });
    },
  });

  function explain(error: DeskError): { title: string; message: string } {
    const by = error.details.taken_by;
    if (error.code === "already_taken") {
      const name = typeof by === "string" ? by : t("person.colleague");
      return { title: t("take.lost", { name }), message: t("take.lostExplained") };
    }
    if (error.status === 0) return { title: t(`failed.${deed}`), message: t("error.unreachable") };
    return { title: t(`failed.${deed}`), message: error.message || t("error.unexpected") };
  }
}
