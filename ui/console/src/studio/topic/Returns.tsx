import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { ConfirmButton } from "../../admin/ConfirmButton";
import type { ItemState, PhrasePage, TopicPage } from "../../api/content";
import { asDeskError } from "../../api/errors";
import { ask } from "../../api/loose";
import { useSave } from "../../office/useSave";
import { contentChanges, itemPath, phraseKey, topicKey } from "../asked";
import type { Autosave } from "../saving/autosave";

interface RevertProps<T> {
  /** `topic:<name>` or `phrase:<name>`. */
  item: string;
  state: ItemState;
  save: Autosave<T>;
}

/** Back to what is live: the draft of this one thing is thrown away. */
export function Revert<T>({ item, state, save }: RevertProps<T>) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [, go] = useLocation();
  const [kind = "", name = ""] = item.split(/:(.*)/su);
  const isTopic = kind === "topic";
  const revert = useSave(
    async () => {
      await save.flush();
      await ask("POST", "/api/content/revert", { body: { item } });
      return readAnew();
    },
    {
      changes: contentChanges,
      done: t("studio.topic.reverted"),
      onSuccess: (page) => {
        if (!page) return go(`/studio/${isTopic ? "topics" : "phrases"}`);
        client.setQueryData(isTopic ? topicKey(name) : phraseKey(name), page);
        const value = "topic" in page ? page.topic : page.phrase;
        save.replace({ value: value as T, revision: page.revision, at: page.edited_at });
      },
    },
  );
  if (state === "live") return null;
  const words = state === "removed" ? "restore" : state === "new" ? "discard" : "revert";
  return (
    <ConfirmButton
      size="sm"
      loading={revert.isPending}
      question={t(`studio.topic.${words}Question`)}
      onConfirm={() => revert.mutate(undefined)}
    >
      {t(`studio.topic.${words}`)}
    </ConfirmButton>
  );

  /** What is there now; null where there is nothing any more. */
  async function readAnew(): Promise<TopicPage | PhrasePage | null> {
    try {
      return await ask<TopicPage | PhrasePage>("GET", itemPath(isTopic ? "topics" : "phrases", name));
    } catch (error) {
      if (asDeskError(error).status === 404) return null;
      throw error;
    }
  }
}

/** Takes a topic away with the next publication. */
export function RemoveTopic<T>({ page, save }: { page: TopicPage; save: Autosave<T> }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [, go] = useLocation();
  const { name } = page.topic;
  const remove = useSave(
    async () => {
      await save.flush();
      const { revision } = save.current();
      return ask("DELETE", itemPath("topics", name), { query: { revision } });
    },
    {
      changes: contentChanges,
      done: t("studio.topic.removed"),
      onSuccess: () => {
        client.removeQueries({ queryKey: topicKey(name) });
        go("/studio/topics");
      },
    },
  );
  if (page.state === "new") return null;
  return (
    <ConfirmButton
      size="sm"
      loading={remove.isPending}
      question={t("studio.topic.removeQuestion")}
      onConfirm={() => remove.mutate(undefined)}
    >
      {t("studio.remove")}
    </ConfirmButton>
  );
}
