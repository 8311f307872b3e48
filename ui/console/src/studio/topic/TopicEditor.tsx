import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer, Topic, TopicPage } from "../../api/content";
import { ask } from "../../api/loose";
import { Card } from "../../office/Page";
import { AnswersEditor } from "../answers/AnswersEditor";
import { contentChanges, itemPath, topicKey } from "../asked";
import { startingIn } from "../lengths";
import { useAutosave } from "../saving/useAutosave";
import { TryPanel } from "../trying/TryPanel";
import { useTryOpen } from "../trying/tries";
import { Acting } from "./Acting";
import { Conflict } from "./Conflict";
import { LanguageTabs } from "./LanguageTabs";
import { NameCard } from "./NameCard";
import { ProblemList } from "./ProblemList";
import { ProblemsContext, problemsBy } from "./problems";
import { Suggestions } from "./Suggestions";
import classes from "./Topic.module.css";
import { TopicHead } from "./TopicHead";
import { useTopicKeys } from "./useTopicKeys";
import { WaysCard } from "./WaysCard";
import { addWays } from "./ways";

export const savedOf = ({ topic, revision, edited_at }: TopicPage) => ({
  value: topic,
  revision,
  at: edited_at,
});

/** Everything about one topic, written to the draft while it is edited. */
export function TopicEditor({ page }: { page: TopicPage }) {
  const { t, i18n } = useTranslation();
  const { name } = page.topic;
  const put = usePut(name);
  const [save, snapshot] = useAutosave<Topic>({ item: `topic:${name}`, start: savedOf(page), put });
  const [language, setLanguage] = useState<string>(startingIn(i18n.language));
  const open = useTryOpen((state) => state.open);
  useTopicKeys();
  const topic = snapshot.value;
  const at = useMemo(() => problemsBy(page.problems, page.topic, topic), [page, topic]);
  const setWays = (change: (ways: readonly string[]) => string[], of = language) =>
    save.edit((before) => ({
      ...before,
      examples: { ...before.examples, [of]: change(before.examples[of] ?? []) },
    }));
  const setAnswers = (change: (answers: Answer[]) => Answer[]) =>
    save.edit((before) => ({ ...before, answers: change(before.answers) }));
  return (
    <ProblemsContext value={at}>
      <div className={classes.columns} data-tries={open || undefined}>
        <div className={classes.page}>
          <TopicHead page={page} snapshot={snapshot} save={save} />
          {snapshot.theirs && <Conflict snapshot={snapshot} theirs={snapshot.theirs} save={save} />}
          <ProblemList problems={page.problems} topic={topic} onLanguage={setLanguage} />
          <NameCard topic={topic} onChange={save.edit} />
          <LanguageTabs topic={topic} problems={page.problems} value={language} onChange={setLanguage} />
          <WaysCard
            key={language}
            language={language}
            ways={topic.examples[language] ?? []}
            onChange={setWays}
          >
            <Suggestions
              topic={topic}
              language={language}
              onAdd={(text, of) => setWays((ways) => addWays(ways, [text]).ways, of)}
              onRemove={(text) =>
                save.edit((before) => ({
                  ...before,
                  examples: Object.fromEntries(
                    Object.entries(before.examples).map(([of, ways]) => [
                      of,
                      ways.filter((way) => way !== text),
                    ]),
                  ),
                }))
              }
            />
          </WaysCard>
          {topic.kind !== "outside" && (
            <Card title={t("studio.answers.title")}>
              {topic.kind === "acting" ? (
                <Acting />
              ) : (
                <AnswersEditor
                  key={language}
                  answers={topic.answers}
                  language={language}
                  onChange={setAnswers}
                />
              )}
            </Card>
          )}
        </div>
        <TryPanel topic={topic} saved={snapshot.revision} onExample={setWays} />
      </div>
    </ProblemsContext>
  );
}

/** Writes the topic, and takes in what the desk says of it: its problems, who touched it, what it is now. */
function usePut(name: string) {
  const client = useQueryClient();
  return useCallback(
    async (revision: number, topic: Topic) => {
      const body = { revision, topic };
      const page = await ask<TopicPage>("PUT", itemPath("topics", name), { body });
      client.setQueryData(topicKey(name), page);
      for (const queryKey of contentChanges) void client.invalidateQueries({ queryKey });
      return savedOf(page);
    },
    [client, name],
  );
}
