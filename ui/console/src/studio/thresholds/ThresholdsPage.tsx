import { Select, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import type { AllBounds, TopicBounds } from "../../api/learning";
import { useAsked } from "../../office/asked";
import { Card, Empty, Fetched, Page } from "../../office/Page";
import { found } from "../inbox/homes";
import { asShare } from "./numbers";
import classes from "./Thresholds.module.css";
import { thresholdsKey } from "./useReplay";
import { Workbench } from "./Workbench";

/** How sure the assistant has to be, by topic, and what another measure would have changed. */
export default function ThresholdsPage({ rest }: { rest: string }) {
  const { t } = useTranslation();
  const thresholds = useAsked<AllBounds>(thresholdsKey, "/api/content/thresholds");
  return (
    <Page title={t("learning.thresholds.title")} lead={t("learning.thresholds.lead")}>
      <Fetched of={thresholds}>{(all) => <Both all={all} open={rest} />}</Fetched>
    </Page>
  );
}

function Both({ all, open }: { all: AllBounds; open: string }) {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const { items: topics } = all;
  const topic = topics.find(({ intent }) => intent === open) ?? null;
  return (
    <div className={classes.both}>
      <TopicList topics={topics} open={topic?.intent ?? null} />
      <Select
        className={classes.chooser ?? ""}
        aria-label={t("learning.thresholds.topic")}
        searchable
        allowDeselect={false}
        value={topic?.intent ?? ""}
        onChange={(intent) => go(`/studio/thresholds${intent ? `/${intent}` : ""}`)}
        data={[
          { value: "", label: t("learning.thresholds.all") },
          ...topics.map(({ intent, title }) => ({ value: intent, label: title })),
        ]}
      />
      <Workbench key={`${topic?.intent} ${topic?.revision}`} topic={topic} topics={topics} />
    </div>
  );
}

/** The topics by how often they went wrong: those are worth looking at first. */
function TopicList({ topics, open }: { topics: readonly TopicBounds[]; open: string | null }) {
  const { t } = useTranslation();
  const [words, setWords] = useState("");
  const shown = topics.filter(({ title }) => found(title, words));
  return (
    <div className={classes.side}>
      <Card>
        <TextInput
          aria-label={t("learning.thresholds.search")}
          placeholder={t("learning.thresholds.search")}
          leftSection={<IconSearch size={15} aria-hidden />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <nav aria-label={t("learning.thresholds.topic")} className={classes.topics}>
          {words === "" && (
            <Link href="/studio/thresholds" aria-current={open === null ? "page" : undefined}>
              {t("learning.thresholds.all")}
            </Link>
          )}
          {shown.map((topic) => (
            <Entry key={topic.intent} topic={topic} here={topic.intent === open} />
          ))}
        </nav>
        {shown.length === 0 && <Empty>{t("learning.thresholds.none")}</Empty>}
      </Card>
    </div>
  );
}

function Entry({ topic, here }: { topic: TopicBounds; here: boolean }) {
  const { t, i18n } = useTranslation();
  const { intent, title, upper, fixed, draft, wrong } = topic;
  return (
    <Link href={`/studio/thresholds/${intent}`} aria-current={here ? "page" : undefined}>
      <span className={classes.entry}>
        {title}
        <span className={classes.soft}>
          {asShare((draft ?? { upper }).upper, i18n.language)}
          {draft ? (
            <> · {t("learning.thresholds.drafted")}</>
          ) : (
            fixed && <> · {t("learning.thresholds.fixed")}</>
          )}
        </span>
      </span>
      {wrong > 0 && (
        <span className={classes.wrong}>
          {wrong}
          <span className={classes.hidden}> {t("learning.thresholds.wrong")}</span>
        </span>
      )}
    </Link>
  );
}
