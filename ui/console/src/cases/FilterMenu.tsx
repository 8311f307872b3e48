import { Button, Popover, Select } from "@mantine/core";
import { IconFilter } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { create } from "zustand";
import { channelLabel } from "../channels/registry";
import { useChannels, useTags, useTeams } from "../state/queries";
import { activeFilters, applyFilters, type FilterName, setFilter, useFilters } from "./filters";
import classes from "./QueueTools.module.css";
import { SavedViews } from "./SavedViews";

const useOpened = create<{ opened: boolean }>()(() => ({ opened: false }));

export function openFilters(): void {
  useOpened.setState({ opened: true });
}

/** Which cases the queue shows, and the views that were saved. */
export function FilterMenu() {
  const { t } = useTranslation();
  const opened = useOpened((state) => state.opened);
  const filters = useFilters((state) => state.filters);
  const count = activeFilters(filters);
  return (
    <Popover
      opened={opened}
      onChange={(next) => useOpened.setState({ opened: next })}
      position="bottom-start"
      width={290}
      shadow="md"
      trapFocus
      returnFocus
      withRoles={false}
    >
      <Popover.Target>
        <Button
          className={classes.filter ?? ""}
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconFilter size={16} stroke={1.7} aria-hidden />}
          aria-haspopup="dialog"
          aria-expanded={opened}
          data-active={count > 0 || undefined}
          onClick={() => useOpened.setState({ opened: !opened })}
        >
          {count > 0 ? t("filters.active", { count }) : t("views.everything")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t("filters.title")}>
        <div className={classes.form}>
          <Choices />
          {count > 0 && (
            <Button variant="subtle" size="compact-sm" onClick={() => applyFilters({})}>
              {t("filters.clear")}
            </Button>
          )}
          <SavedViews onDone={() => useOpened.setState({ opened: false })} />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function Choices() {
  const { t } = useTranslation();
  const { data: teams } = useTeams();
  const { data: channels } = useChannels();
  const { data: tags } = useTags();
  const languages = ["it", "en"] as const;
  const named = (list: readonly { id: string; name: string }[] | undefined) =>
    (list ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <Choice name="team" data={named(teams)} />
      <Choice
        name="channel"
        data={(channels ?? []).map(({ name }) => ({ value: name, label: channelLabel(name) }))}
      />
      <Choice name="tag" data={named(tags)} />
      <Choice
        name="language"
        data={languages.map((code) => ({ value: code, label: t(`language.${code}`) }))}
      />
    </>
  );
}

function Choice({ name, data }: { name: FilterName; data: { value: string; label: string }[] }) {
  const { t } = useTranslation();
  const value = useFilters(({ filters }) => filters[name] ?? null);
  return (
    <Select
      size="sm"
      label={t(`filters.${name}`)}
      placeholder={t("filters.any")}
      clearable
      searchable={data.length > 8}
      data={data}
      value={value}
      onChange={(next) => setFilter(name, next)}
      comboboxProps={{ withinPortal: false }}
    />
  );
}
