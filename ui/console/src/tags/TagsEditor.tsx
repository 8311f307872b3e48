import { Button, Popover, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconTag } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { create } from "zustand";
import { asDeskError } from "../api/errors";
import type { Tag } from "../api/work";
import { setTags } from "../api/workCalls";
import { matches } from "../composer/completion";
import { boardKey, threadKey } from "../state/cache";
import { useTags } from "../state/queries";
import { TagChip } from "./TagChip";
import classes from "./Tags.module.css";

const useOpened = create<{ conversation: string | null }>()(() => ({ conversation: null }));

export function openTags(conversation: string | null): void {
  useOpened.setState({ conversation });
}

/** A conversation's tags, and the list to choose from. */
export function TagsEditor({ id, tags }: { id: string; tags: readonly Tag[] }) {
  const { t } = useTranslation();
  const opened = useOpened(({ conversation }) => conversation === id);
  return (
    <div className={classes.tags}>
      {tags.map((tag) => (
        <TagChip key={tag.id} tag={tag} />
      ))}
      <Popover
        opened={opened}
        onChange={(next) => openTags(next ? id : null)}
        position="bottom-start"
        width={250}
        shadow="md"
        trapFocus
        returnFocus
        withRoles={false}
      >
        <Popover.Target>
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            leftSection={<IconTag size={14} stroke={1.8} aria-hidden />}
            classNames={{ label: classes.label ?? "", section: classes.section ?? "" }}
            aria-haspopup="dialog"
            aria-expanded={opened}
            onClick={() => openTags(opened ? null : id)}
          >
            {t(tags.length > 0 ? "tags.edit" : "tags.add")}
          </Button>
        </Popover.Target>
        <Popover.Dropdown role="dialog" aria-label={t("tags.title")} p="xs">
          <Choices id={id} tags={tags} />
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}

function Choices({ id, tags }: { id: string; tags: readonly Tag[] }) {
  const { t } = useTranslation();
  const [query, setQuery] = useState("");
  const { data: all, isLoading } = useTags();
  /** Enter was pressed before the list was there: it counts once it is. */
  const [entered, enter] = useState(false);
  const { mutate, variables, isPending } = useSetTags(id);
  const chosen = isPending ? variables : tags.map((tag) => tag.id);
  const shown = (all ?? []).filter(
    ({ id: tag, name, retired }) => matches(query, name) && (!retired || chosen.includes(tag)),
  );
  const toggle = (tag: string) =>
    mutate(chosen.includes(tag) ? chosen.filter((one) => one !== tag) : [...chosen, tag]);
  const toggleFirst = () => {
    const [first] = shown;
    if (first) toggle(first.id);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the list's coming is waited for
  useEffect(() => {
    if (!entered || isLoading) return;
    enter(false);
    toggleFirst();
  }, [entered, isLoading]);
  return (
    <>
      <TextInput
        data-autofocus
        size="sm"
        aria-label={t("tags.search")}
        placeholder={t("tags.search")}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          if (isLoading) enter(true);
          else toggleFirst();
        }}
      />
      {!isLoading && shown.length === 0 && <p className={classes.word}>{t("tags.none")}</p>}
      <div className={classes.choices}>
        {shown.map((tag) => (
          <label key={tag.id} className={classes.choice}>
            <input type="checkbox" checked={chosen.includes(tag.id)} onChange={() => toggle(tag.id)} />
            <i style={{ background: tag.color }} aria-hidden />
            {tag.name}
          </label>
        ))}
      </div>
    </>
  );
}

function useSetTags(id: string) {
  const client = useQueryClient();
  const { t } = useTranslation();
  return useMutation({
    mutationFn: (chosen: string[]) => setTags(id, chosen),
    onError: (error) =>
      notifications.show({
        color: "red",
        title: t("tags.failed"),
        message: asDeskError(error).message || t("error.unreachable"),
        role: "alert",
      }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: threadKey(id) }),
        client.invalidateQueries({ queryKey: boardKey }),
      ]),
  });
}
