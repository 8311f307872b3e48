import { ActionIcon, Tooltip } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer, PhrasePage as Page_, Phrase } from "../../api/content";
import { asDeskError } from "../../api/errors";
import { ask } from "../../api/loose";
import { Card, Empty, Fetched, Page } from "../../office/Page";
import { AnswersEditor } from "../answers/AnswersEditor";
import { contentChanges, itemPath, phraseKey, usePhrase } from "../asked";
import { startingIn } from "../lengths";
import { StateChip } from "../StateChip";
import { SaveMark } from "../saving/SaveMark";
import { useAutosave } from "../saving/useAutosave";
import { BackLink } from "../topic/BackLink";
import { Conflict } from "../topic/Conflict";
import { History } from "../topic/History";
import { LanguageTabs } from "../topic/LanguageTabs";
import { ProblemList } from "../topic/ProblemList";
import { ProblemsContext } from "../topic/problems";
import { Revert } from "../topic/Returns";
import classes from "../topic/Topic.module.css";
import { momentOf } from "./moment";

/** One of the assistant's phrases, as soon as it is there. */
export function PhrasePage({ name }: { name: string }) {
  const { t } = useTranslation();
  const phrase = usePhrase(name);
  if (phrase.data) return <Editor page={phrase.data} />;
  const gone = phrase.error && asDeskError(phrase.error).status === 404;
  return (
    <Page title={t("studio.phrases.one")}>
      <BackLink to="phrases" />
      {gone ? <Empty>{t("studio.phrases.gone")}</Empty> : <Fetched of={phrase}>{() => null}</Fetched>}
    </Page>
  );
}

const savedOf = ({ phrase, revision, edited_at }: Page_) => ({ value: phrase, revision, at: edited_at });

function Editor({ page }: { page: Page_ }) {
  const { t, i18n } = useTranslation();
  const { name } = page.phrase;
  const put = usePut(name);
  const [save, snapshot] = useAutosave<Phrase>({ item: `phrase:${name}`, start: savedOf(page), put });
  const [language, setLanguage] = useState<string>(startingIn(i18n.language));
  const [history, setHistory] = useState(false);
  const phrase = snapshot.value;
  const at = useMemo(
    () => (field: string) => page.problems.filter((problem) => problem.field === field),
    [page.problems],
  );
  const asked = { answers: phrase.answers, examples: {} };
  return (
    <ProblemsContext value={at}>
      <div className={classes.page}>
        <BackLink to="phrases" />
        <div className={classes.head}>
          <div className={classes.title}>
            <h1>{titleOf(phrase, i18n.language) || momentOf(name, i18n.language)}</h1>
            <StateChip state={page.state} />
          </div>
          <div className={classes.tools}>
            <SaveMark of={snapshot} onAgain={() => void save.flush()} />
            <Tooltip label={t("studio.history.title")}>
              <ActionIcon
                variant="default"
                size={36}
                aria-label={t("studio.history.title")}
                onClick={() => setHistory(true)}
              >
                <IconHistory size={18} stroke={1.7} />
              </ActionIcon>
            </Tooltip>
            <Revert item={`phrase:${name}`} state={page.state} save={save} />
          </div>
        </div>
        {snapshot.theirs && <Conflict snapshot={snapshot} theirs={snapshot.theirs} save={save} />}
        <ProblemList problems={page.problems} topic={asked} onLanguage={setLanguage} />
        <LanguageTabs topic={asked} problems={page.problems} value={language} onChange={setLanguage} />
        <Card title={t("studio.phrases.words")} lead={t("studio.phrases.blanks")}>
          <AnswersEditor
            key={language}
            answers={phrase.answers}
            language={language}
            onChange={(change: (answers: Answer[]) => Answer[]) =>
              save.edit((before) => ({ ...before, answers: change(before.answers) }))
            }
          />
        </Card>
        <History entries={page.history} opened={history} onClose={() => setHistory(false)} />
      </div>
    </ProblemsContext>
  );
}

/** The beginning of what it says. */
function titleOf({ answers }: Phrase, language: string): string {
  const own = answers.find((answer) => answer.language === language) ?? answers[0];
  const text = own?.text.trim() ?? "";
  return text.length > TITLE_LENGTH ? `${text.slice(0, TITLE_LENGTH).trimEnd()}…` : text;
}

/** Characters of a phrase that stand for it. */
const TITLE_LENGTH = 48;

function usePut(name: string) {
  const client = useQueryClient();
  return useCallback(
    async (revision: number, phrase: Phrase) => {
      const body = { revision, phrase };
      const page = await ask<Page_>("PUT", itemPath("phrases", name), { body });
      client.setQueryData(phraseKey(name), page);
      for (const queryKey of contentChanges) void client.invalidateQueries({ queryKey });
      return savedOf(page);
    },
    [client, name],
  );
}
