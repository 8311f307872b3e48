import { ActionIcon, Button, Loader, TextInput } from "@mantine/core";
import { IconArrowLeft, IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SearchFilters } from "../api/work";
import { showLeft, useLeft } from "../shell/left";
import { Hit } from "./Hit";
import classes from "./Search.module.css";
import { SearchFilterForm } from "./SearchFilterForm";
import { useSearch } from "./useSearch";

/** In place of the queue: messages by their words; each leads to its place in the conversation. */
export function SearchPane({ conversationId }: { conversationId: string | null }) {
  const { t } = useTranslation();
  const words = useLeft((state) => state.words);
  const [filters, setFilters] = useState<SearchFilters>({});
  const result = useSearch({ ...filters, q: words.trim() });
  return (
    <search className={classes.pane} aria-label={t("search.title")} data-search>
      <h1 className={classes.spoken}>{t("search.title")}</h1>
      <div className={classes.head}>
        <ActionIcon aria-label={t("search.close")} onClick={() => showLeft("queue")}>
          <IconArrowLeft size={19} stroke={1.7} />
        </ActionIcon>
        <TextInput
          id="search-field"
          className={classes.field ?? ""}
          size="sm"
          autoFocus
          type="search"
          aria-label={t("search.field")}
          placeholder={t("search.field")}
          leftSection={<IconSearch size={15} aria-hidden />}
          value={words}
          onChange={(event) => showLeft("search", event.currentTarget.value)}
          onKeyDown={(event) => event.key === "Escape" && showLeft("queue")}
        />
      </div>
      <SearchFilterForm filters={filters} onChange={setFilters} />
      <p className={classes.word} role="status">
        {result.isFetching && result.items.length === 0 ? <Loader size="xs" type="dots" /> : said()}
      </p>
      <ol className={classes.hits}>
        {result.items.map((hit) => (
          <Hit
            key={`${hit.author}-${hit.message_id}`}
            hit={hit}
            open={hit.conversation_id === conversationId}
          />
        ))}
      </ol>
      {result.hasNextPage && (
        <Button
          variant="subtle"
          size="xs"
          m="sm"
          loading={result.isFetchingNextPage}
          onClick={() => void result.fetchNextPage()}
        >
          {t("search.more")}
        </Button>
      )}
    </search>
  );

  function said(): string {
    if (!result.enabled) return t("search.hint");
    if (result.isError) return t("search.failed");
    if (result.isPending) return t("search.busy");
    if (result.items.length === 0) return t("search.none");
    return t("search.results", { count: result.items.length });
  }
}
