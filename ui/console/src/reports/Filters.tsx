import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ask } from "../api/loose";
import type { Figures, Group } from "../api/office";
import { channelLabel } from "../channels/registry";
import { useChannels, useTeams } from "../state/queries";
import classes from "./Reports.module.css";
import { type FilterName, groups, type Query } from "./useReport";

interface Props {
  query: Query;
  onChange: (change: Partial<Query>) => void;
}

interface Choice {
  value: string;
  label: string;
}

/** How figures are grouped, and which conversations they are about. */
export function Filters({ query, onChange }: Props) {
  const { t } = useTranslation();
  const [topicsWanted, wantTopics] = useState(query.filters.topic !== undefined);
  const choices = useChoices(query, topicsWanted);
  const set = (name: FilterName, value: string | null) => {
    const { [name]: _before, ...rest } = query.filters;
    onChange({ filters: value ? { ...rest, [name]: value } : rest });
  };
  return (
    <div className={classes.filters}>
      <Select
        aria-label={t("reports.groupBy")}
        w={150}
        allowDeselect={false}
        value={query.group}
        onChange={(group) => group && onChange({ group: group as Group })}
        data={groups.map((group) => ({ value: group, label: t(`reports.by.${group}`) }))}
      />
      {(["channel", "team", "topic", "language"] as const).map((name) => (
        <Select
          key={name}
          aria-label={t(`reports.only.${name}`)}
          placeholder={t(`reports.all.${name}`)}
          w={name === "topic" ? 190 : 150}
          clearable
          clearButtonProps={{ "aria-label": t("reports.clear"), tabIndex: 0 }}
          searchable={name === "topic"}
          nothingFoundMessage={t("palette.nothing")}
          onDropdownOpen={() => wantTopics((wanted) => wanted || name === "topic")}
          value={query.filters[name] ?? null}
          onChange={(value) => set(name, value)}
          data={choices[name]}
        />
      ))}
    </div>
  );
}

function useChoices({ period }: Query, topicsWanted: boolean): Record<FilterName, Choice[]> {
  const { t } = useTranslation();
  const { data: channels } = useChannels();
  const { data: teams } = useTeams();
  const { data: topics } = useQuery({
    queryKey: ["topics", period],
    queryFn: () => ask<Figures>("GET", "/api/figures", { query: { ...period, group: "topic" } }),
    enabled: topicsWanted,
  });
  const volume = topics?.figures.find(({ key }) => key === "volume")?.series ?? [];
  return {
    channel: (channels ?? []).map(({ name }) => ({ value: name, label: channelLabel(name) })),
    team: (teams ?? []).map(({ id, name }) => ({ value: id, label: name })),
    topic: volume.filter(({ group }) => group).map(({ group, label }) => ({ value: group, label })),
    language: (["it", "en"] as const).map((code) => ({ value: code, label: t(`language.${code}`) })),
  };
}
