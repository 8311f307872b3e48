import { ActionIcon, Button, Checkbox, Group, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconTrash } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { asDeskError } from "../api/errors";
import type { SavedView } from "../api/work";
import { dropView, saveView } from "../api/workCalls";
import { useSavedViews, viewsKey } from "../state/queries";
import { activeFilters, applyFilters, useFilters } from "./filters";
import classes from "./QueueTools.module.css";

/** Filters that were given a name, one's own and those that colleagues share. */
export function SavedViews({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const { data: views } = useSavedViews();
  const filters = useFilters((state) => state.filters);
  return (
    <>
      <h3 className={classes.title}>{t("views.title")}</h3>
      {views?.length ? (
        <ul className={classes.views}>
          {views.map((view) => (
            <View key={view.id} view={view} onDone={onDone} />
          ))}
        </ul>
      ) : (
        <p className={classes.word}>{t("views.none")}</p>
      )}
      {activeFilters(filters) > 0 && <Save />}
    </>
  );
}

function View({ view, onDone }: { view: SavedView; onDone: () => void }) {
  const { t } = useTranslation();
  const { mutate } = useChange((id: string) => dropView(id));
  const choose = () => {
    applyFilters(view.filters);
    onDone();
  };
  return (
    <li>
      <button type="button" className={classes.view} onClick={choose}>
        {view.name}
      </button>
      {view.mine !== false && (
        <ActionIcon
          size={26}
          aria-label={t("views.remove", { name: view.name })}
          onClick={() => mutate(view.id)}
        >
          <IconTrash size={15} stroke={1.7} />
        </ActionIcon>
      )}
    </li>
  );
}

function Save() {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  const filters = useFilters((state) => state.filters);
  const { mutate, isPending } = useChange(saveView, () => setName(""));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const kept = Object.fromEntries(Object.entries(filters).filter(([, value]) => value));
    if (name.trim()) mutate({ name: name.trim(), shared, filters: kept });
  };
  return (
    <form onSubmit={submit} className={classes.form}>
      <TextInput
        size="sm"
        label={t("views.name")}
        value={name}
        maxLength={60}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Group justify="space-between">
        <Checkbox
          size="xs"
          label={t("views.shared")}
          checked={shared}
          onChange={(event) => setShared(event.currentTarget.checked)}
        />
        <Button type="submit" size="compact-sm" loading={isPending} disabled={!name.trim()}>
          {t("views.save")}
        </Button>
      </Group>
    </form>
  );
}

function useChange<T>(change: (asked: T) => Promise<unknown>, onSuccess: () => void = () => undefined) {
  const client = useQueryClient();
  const { t } = useTranslation();
  return useMutation({
    mutationFn: change,
    onSuccess,
    onError: (error) =>
      notifications.show({
        color: "red",
        message: asDeskError(error).message || t("error.unreachable"),
        role: "alert",
      }),
    onSettled: () => client.invalidateQueries({ queryKey: viewsKey }),
  });
}
