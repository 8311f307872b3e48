import { type ComboboxItemGroup, MultiSelect, TagsInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { TopicChoice } from "../api/office";
import { useAsked } from "../office/asked";

interface Props {
  label: ReactNode;
  description?: ReactNode;
  placeholder?: string;
  value?: string[];
  onChange?: (value: string[]) => void;
  error?: ReactNode;
  /** Whether all questions together may be chosen. */
  families?: boolean;
}

const QUESTIONS = "faq/";

/** Topics by their titles; what is stored are their names. Without the list, names are written. */
export function TopicsSelect({ families = false, ...field }: Props) {
  const { t } = useTranslation();
  const { data, isError } = useAsked<{ items: TopicChoice[] }>(["topic-choices"], "/api/topics");
  if (isError) return <TagsInput {...field} />;
  const questions = families ? [{ value: QUESTIONS, label: t("admin.topics.questions") }] : [];
  return (
    <MultiSelect
      searchable
      hidePickedOptions
      limit={200}
      maxDropdownHeight={280}
      nothingFoundMessage={t("admin.topics.none")}
      data={grouped(data?.items ?? [], questions, field.value ?? [], t("admin.topics.others"))}
      {...field}
    />
  );
}

type Option = { value: string; label: string };

/** By category; what is stored and no longer there (or was a beginning) can still be seen and taken away. */
export function grouped(
  topics: readonly TopicChoice[],
  families: readonly Option[],
  chosen: readonly string[],
  others: string,
): ComboboxItemGroup<Option>[] {
  const groups = new Map<string, Option[]>();
  const put = (group: string, option: Option) => groups.set(group, [...(groups.get(group) ?? []), option]);
  for (const { name, title, category } of topics) put(category || others, { value: name, label: title });
  const known = new Set([...topics.map(({ name }) => name), ...families.map(({ value }) => value)]);
  for (const option of families) put(others, option);
  for (const name of chosen) if (!known.has(name)) put(others, { value: name, label: name });
  return [...groups].map(([group, items]) => ({ group, items }));
}
