import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type {
  Advice,
  Change,
  PhrasePage,
  Problem,
  Publication,
  TopicPage,
  Topics,
  Version,
} from "../api/content";
import { asDeskError } from "../api/errors";
import { ask } from "../api/loose";
import { useAsked } from "../office/asked";
import { edits } from "../office/roles";
import { useSession } from "../state/session";
import { publicationKey } from "./keys";

export const topicsKey = ["content-topics"] as const;
export const changesKey = ["content-changes"] as const;
export const versionsKey = ["content-versions"] as const;
export const phrasesKey = ["content-phrases"] as const;

/** What every change of the draft may change. */
export const contentChanges = [topicsKey, changesKey, phrasesKey, ["content-check"]] as const;

/** An item's place in the desk's API: a topic's name may hold a slash, which stays one. */
export function itemPath(kind: "topics" | "phrases", name: string): string {
  return `/api/content/${kind}/${name.split("/").map(encodeURIComponent).join("/")}`;
}

/** How often colleagues' changes are looked for, in milliseconds. */
const LOOK_MILLISECONDS = 30_000;

export function useTopics() {
  const { agent } = useSession();
  return useQuery({
    queryKey: topicsKey,
    queryFn: () => ask<Topics>("GET", "/api/content/topics"),
    enabled: edits(agent.role),
    refetchInterval: LOOK_MILLISECONDS,
    placeholderData: keepPreviousData,
    retry: (count, error) => asDeskError(error).passing && count < 2,
  });
}

export const topicKey = (name: string) => ["content-topic", name] as const;
export const phraseKey = (name: string) => ["content-phrase", name] as const;

export const useTopic = (name: string) => useAsked<TopicPage>(topicKey(name), itemPath("topics", name));
export const usePhrase = (name: string) => useAsked<PhrasePage>(phraseKey(name), itemPath("phrases", name));
export const useChanges = () => useAsked<{ items: Change[] }>(changesKey, "/api/content/changes");
export const useVersions = () => useAsked<{ items: Version[] }>(versionsKey, "/api/content/versions");

export const useCheck = () =>
  useQuery({
    queryKey: ["content-check"],
    queryFn: () => ask<{ items: Problem[] }>("POST", "/api/content/check"),
    retry: (count, error) => asDeskError(error).passing && count < 2,
  });

export const useAdvice = (intent: string, wanted: boolean) =>
  useQuery({
    queryKey: ["content-advice", intent],
    queryFn: () => ask<Advice>("POST", "/api/content/advice", { body: { intent } }),
    enabled: wanted,
    staleTime: 60_000,
    retry: (count, error) => asDeskError(error).passing && count < 1,
  });

const ended = new Set<Publication["state"]>(["live", "failed", "stopped", "taken_back"]);

/** Whether nothing more becomes of a publication by itself or by somebody's word. */
export const isOver = (publication: Publication): boolean => ended.has(publication.state);

/** How often to look how far a publication is, in milliseconds: news of it may not reach this page. */
const STEP_MILLISECONDS = 2_000;

/** The publication that is under way, or the last one; null where there was none. */
export function usePublication() {
  const { agent } = useSession();
  return useQuery({
    queryKey: publicationKey,
    queryFn: askPublication,
    enabled: edits(agent.role),
    refetchInterval: ({ state: { data } }) => (data && !isOver(data) ? STEP_MILLISECONDS : LOOK_MILLISECONDS),
    retry: (count, error) => asDeskError(error).passing && count < 2,
  });
}

async function askPublication(): Promise<Publication | null> {
  type Current = { publication: Publication | null };
  return (await ask<Current>("GET", "/api/content/publications/current")).publication;
}

/** What is read anew once something has gone live, or has been taken back. */
export function useFollowPublication(): void {
  const client = useQueryClient();
  const { data } = usePublication();
  const now = data ? `${data.id} ${data.state}` : "";
  const before = useRef(now);
  useEffect(() => {
    if (before.current && before.current !== now)
      for (const queryKey of [...contentChanges, versionsKey, ["content-topic"], ["content-phrase"]])
        void client.invalidateQueries({ queryKey });
    before.current = now;
  }, [client, now]);
}
