import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { TopicPage } from "../../api/content";

const LINK = /https?:\/\/[^\s)"'<>]+/gu;

/** The links that the topics seen so far hold already, in order of the alphabet. */
export function useLinks(): string[] {
  const client = useQueryClient();
  return useMemo(() => {
    const pages = client.getQueriesData<TopicPage>({ queryKey: ["content-topic"] });
    const texts = pages.flatMap(([, page]) =>
      (page?.topic.answers ?? []).flatMap(({ text, buttons }) => [
        text,
        ...buttons.map(({ payload }) => payload),
      ]),
    );
    return [...new Set(texts.flatMap((text) => text.match(LINK) ?? []))].sort();
  }, [client]);
}
