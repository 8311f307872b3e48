import { Select, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { SearchFilters } from "../api/work";
import { channelLabel } from "../channels/registry";
import { useChannels, useColleagues, useTags, useTeams } from "../state/queries";
import classes from "./Search.module.css";

interface Props {
  filters: SearchFilters;
  onChange: (filters: SearchFilters) => void;
}

type Named = readonly { id: string; name: string }[] | undefined;

const AUTHORS = ["shopper", "agent", "bot"] as const;

export function SearchFilterForm({ filters, onChange }: Props) {
  const { t } = useTranslation();
  const { data: channels } = useChannels();
  const { data: tags } = useTags();
  const { data: teams } = useTeams();
  const { data: colleagues } = useColleagues();
  const named = (list: Named) => (list ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const choice = (name: keyof SearchFilters, label: string, data: { value: string; label: string }[]) => (
    <Select
      size="xs"
      label={label}
      placeholder={t("filters.any")}
      clearable
      searchable={data.length > 8}
      data={data}
      value={filters[name] ?? null}
      onChange={(value) => onChange({ ...filters, [name]: value ?? undefined })}
    />
  );
  const day = (name: "from" | "to") => (
    <TextInput
      size="xs"
      type="date"
      label={t(`search.${name}`)}
      value={filters[name]?.slice(0, 10) ?? ""}
      onChange={(event) => onChange({ ...filters, [name]: event.currentTarget.value || undefined })}
    />
  );
  return (
    <details className={classes.filters}>
      <summary>{t("search.filters")}</summary>
      <div className={classes.grid}>
        {choice(
          "author",
          t("search.author"),
          AUTHORS.map((one) => ({ value: one, label: t(`author.${one}`) })),
        )}
        {choice(
          "channel",
          t("filters.channel"),
          (channels ?? []).map(({ name }) => ({ value: name, label: channelLabel(name) })),
        )}
        {choice("tag", t("filters.tag"), named(tags))}
        {choice("team", t("filters.team"), named(teams))}
        {choice("agent", t("search.agent"), named(colleagues))}
        {choice(
          "language",
          t("filters.language"),
          (["it", "en"] as const).map((code) => ({ value: code, label: t(`language.${code}`) })),
        )}
        {day("from")}
        {day("to")}
      </div>
    </details>
  );
}
