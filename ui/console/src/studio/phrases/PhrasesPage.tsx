import { TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconAlertTriangle, IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { create } from "zustand";
import type { PhraseRow } from "../../api/content";
import { asDeskError } from "../../api/errors";
import { ask } from "../../api/loose";
import { step, useListKeys } from "../../keyboard/useListKeys";
import { Empty, Fetched, Page } from "../../office/Page";
import { phrasesKey } from "../asked";
import { StateChip } from "../StateChip";
import { momentOf } from "./moment";
import { PhrasePage } from "./PhrasePage";
import classes from "./Phrases.module.css";

/** What the assistant says besides its answers; or one phrase, where the address names it. */
export default function PhrasesPage({ rest }: { rest: string }) {
  return rest ? <PhrasePage key={rest} name={rest} /> : <List />;
}

const useWords = create<{ words: string }>()(() => ({ words: "" }));
const QUIET = 200;
const ROWS = "[data-walk] a";

function List() {
  const { t } = useTranslation();
  const { words } = useWords();
  const [calm] = useDebouncedValue(words.trim(), QUIET);
  const phrases = useQuery({
    queryKey: [...phrasesKey, calm],
    queryFn: () => ask<{ items: PhraseRow[] }>("GET", "/api/content/phrases", { query: { q: calm } }),
    placeholderData: keepPreviousData,
    retry: (count, error) => asDeskError(error).passing && count < 2,
  });
  useListKeys({
    j: () => step(ROWS, 1),
    k: () => step(ROWS, -1),
    "/": () => document.getElementById("phrases-search")?.focus(),
  });
  return (
    <Page title={t("studio.phrases.title")} lead={t("studio.phrases.lead")}>
      <TextInput
        id="phrases-search"
        type="search"
        mb="md"
        aria-label={t("studio.phrases.search")}
        placeholder={t("studio.phrases.search")}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={words}
        onChange={(event) => useWords.setState({ words: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          event.currentTarget.blur();
        }}
      />
      <Fetched of={phrases}>
        {({ items }) =>
          items.length > 0 ? (
            <ul className={classes.phrases} aria-label={t("studio.phrases.title")}>
              {items.map((phrase) => (
                <Row key={phrase.name} phrase={phrase} />
              ))}
            </ul>
          ) : (
            <Empty>{t("studio.phrases.none")}</Empty>
          )
        }
      </Fetched>
    </Page>
  );
}

function Row({ phrase: { name, text, state, languages, problems } }: { phrase: PhraseRow }) {
  const { t, i18n } = useTranslation();
  const severe = problems.errors > 0;
  return (
    <li data-walk={name}>
      <Link href={`/studio/phrases/${name}`} className={classes.row ?? ""}>
        <span className={classes.text}>{text || t("studio.preview.empty")}</span>
        <span className={classes.about}>
          {momentOf(name, i18n.language)}
          <span>{languages.map((language) => language.toUpperCase()).join(" · ")}</span>
          <StateChip state={state} />
          {problems.errors + problems.warnings > 0 && (
            <span className={classes.problems} data-severe={severe}>
              <IconAlertTriangle size={14} aria-hidden />
              {t(severe ? "studio.problems.errors" : "studio.problems.warnings", {
                count: severe ? problems.errors : problems.warnings,
              })}
            </span>
          )}
        </span>
      </Link>
    </li>
  );
}
