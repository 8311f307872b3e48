import { Button, Select, TextInput } from "@mantine/core";
import { IconPlus, IconSearch } from "@tabler/icons-react";
import { useDeferredValue, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { step, useListKeys } from "../../keyboard/useListKeys";
import { Empty, Fetched, Page } from "../../office/Page";
import { useTopics } from "../asked";
import { TopicPage } from "../topic/TopicPage";
import { arrange, orders, shows } from "./arrange";
import { NewTopic } from "./NewTopic";
import { TopicRows } from "./TopicRows";
import classes from "./Topics.module.css";
import { useView } from "./view";

/** Everything the assistant can be asked; or one topic, where the address names it. */
export default function TopicsPage({ rest }: { rest: string }) {
  return rest ? <TopicPage key={rest} name={rest} /> : <List />;
}

const ROWS = "[data-walk] a";

function List() {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const topics = useTopics();
  const [adds, setAdds] = useState(false);
  useListKeys({
    j: () => step(ROWS, 1),
    k: () => step(ROWS, -1),
    n: () => setAdds(true),
    p: () => go("/studio/publishing"),
    "/": () => document.getElementById("topics-search")?.focus(),
  });
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdds(true)}>
      {t("studio.topics.add")}
    </Button>
  );
  return (
    <Page title={t("studio.topics.title")} lead={t("studio.topics.lead")} actions={add}>
      <Tools />
      <Fetched of={topics}>{() => <Found />}</Fetched>
      <NewTopic opened={adds} onClose={() => setAdds(false)} />
    </Page>
  );
}

function Tools() {
  const { t } = useTranslation();
  const { words, show, order, set } = useView();
  return (
    <search className={classes.tools} aria-label={t("studio.topics.search")}>
      <TextInput
        id="topics-search"
        type="search"
        className={classes.search ?? ""}
        aria-label={t("studio.topics.search")}
        placeholder={t("studio.topics.searchHint")}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={words}
        onChange={(event) => set({ words: event.currentTarget.value })}
        onKeyDown={(event) => {
          const { key, currentTarget } = event;
          // The browser would empty the field.
          if (key === "Escape" || key === "ArrowDown") event.preventDefault();
          if (key === "Escape") currentTarget.blur();
          if (key === "Enter") document.querySelector<HTMLElement>(ROWS)?.click();
          if (key === "ArrowDown") step(ROWS, 1);
        }}
      />
      <Select
        aria-label={t("studio.topics.show")}
        allowDeselect={false}
        value={show}
        onChange={(value) => value && set({ show: value })}
        data={shows.map((value) => ({ value, label: t(`studio.topics.shows.${value}`) }))}
      />
      <Select
        aria-label={t("studio.topics.order")}
        allowDeselect={false}
        value={order}
        onChange={(value) => value && set({ order: value })}
        data={orders.map((value) => ({ value, label: t(`studio.topics.orders.${value}`) }))}
      />
    </search>
  );
}

function Found() {
  const { t } = useTranslation();
  const { data } = useTopics();
  const { words, show, order, set } = useView();
  const calm = useDeferredValue(words);
  const lines = useMemo(
    () => arrange(data?.items ?? [], data?.categories ?? [], { words: calm, show, order }),
    [data, calm, show, order],
  );
  if (lines.length > 0) return <TopicRows lines={lines} />;
  return (
    <Empty>
      {t("studio.topics.none")}{" "}
      <Button variant="default" size="xs" onClick={() => set({ words: "", show: "all" })}>
        {t("studio.topics.showAll")}
      </Button>
    </Empty>
  );
}
