import { Select } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Reading, Topic, TopicPage } from "../../api/content";
import { ask } from "../../api/loose";
import { useSave } from "../../office/useSave";
import { contentChanges, itemPath, topicKey, useTopics } from "../asked";
import { addWays } from "../topic/ways";
import classes from "./Trying.module.css";
import { attemptAgain } from "./tries";

interface Props {
  text: string;
  read: Reading;
  language: string | null;
  topic: Topic;
  onExample: (change: (ways: readonly string[]) => string[], language?: string) => void;
}

/** "This should have been…": the message becomes a way of asking for the topic that is chosen. */
export function ShouldHaveBeen({ text, read, language, topic, onExample }: Props) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const { data } = useTopics();
  const [taught, setTaught] = useState<string | null>(null);
  const topics = (data?.items ?? []).filter(({ state }) => state !== "removed");
  const spoken = language ?? read.language ?? i18n.language;
  const titleOf = (name: string | null) => topics.find((one) => one.name === name)?.title ?? name ?? "";
  const elsewhere = useSave((name: string) => teach(name, spoken, text), {
    changes: contentChanges,
    onSuccess: (page) => {
      client.setQueryData(topicKey(page.topic.name), page);
      setTaught(page.topic.name);
      attemptAgain();
    },
  });
  const choose = (name: string) => {
    if (name !== topic.name) return elsewhere.mutate(name);
    onExample((ways) => addWays(ways, [text]).ways, spoken);
    setTaught(name);
  };
  return (
    <div className={classes.should}>
      <Select
        size="xs"
        aria-label={t("studio.try.should")}
        placeholder={t("studio.try.should")}
        searchable
        disabled={elsewhere.isPending}
        nothingFoundMessage={t("palette.nothing")}
        data={topics.map(({ name, title }) => ({ value: name, label: title }))}
        value={null}
        onChange={(name) => name && choose(name)}
      />
      <span role="status">
        {taught && (
          <>
            <IconCheck size={14} aria-hidden /> {t("studio.try.taught", { title: titleOf(taught) })}
          </>
        )}
      </span>
    </div>
  );
}

/** Adds a way of asking to a topic that is not on the screen. */
async function teach(name: string, language: string, text: string): Promise<TopicPage> {
  const path = itemPath("topics", name);
  const { topic, revision } = await ask<TopicPage>("GET", path);
  const { ways, added } = addWays(topic.examples[language] ?? [], [text]);
  if (added === 0) return ask<TopicPage>("GET", path);
  const body = { revision, topic: { ...topic, examples: { ...topic.examples, [language]: ways } } };
  return ask<TopicPage>("PUT", path, { body });
}
