import { Button, ColorInput, Group, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ask } from "../api/loose";
import type { TagOut } from "../api/office";
import { useAsked } from "../office/asked";
import { Card, Empty, Fetched, Page } from "../office/Page";
import { useSave } from "../office/useSave";
import { TagChip } from "../tags/TagChip";
import classes from "./Admin.module.css";
import { ConfirmButton } from "./ConfirmButton";

const key = ["tags-all"] as const;
const changes = [key, ["tags"]] as const;
const COLOURS = ["#0b5f57", "#2f6f9f", "#5b4fa3", "#a33a6a", "#9e2b1c", "#b86b00", "#6d7a00", "#565d59"];

export default function TagsPage() {
  const { t } = useTranslation();
  const tags = useAsked<{ items: TagOut[] }>(key, "/api/tags");
  return (
    <Page narrow title={t("admin.tags.title")} lead={t("admin.tags.lead")}>
      <Card>
        <NewTag />
        <Fetched of={tags}>
          {({ items }) =>
            items.length > 0 ? (
              <table className={classes.table} style={{ marginTop: "1rem" }}>
                <thead>
                  <tr>
                    <th scope="col">{t("admin.tags.tag")}</th>
                    <th scope="col">
                      <span className={classes.hidden}>{t("admin.edit")}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((tag) => (
                    <Row key={tag.id} tag={tag} />
                  ))}
                </tbody>
              </table>
            ) : (
              <Empty>{t("admin.tags.none")}</Empty>
            )
          }
        </Fetched>
      </Card>
    </Page>
  );
}

function NewTag() {
  const { t } = useTranslation();
  const [round, setRound] = useState(0);
  const save = useSave((body: Wanted) => ask("POST", "/api/tags", { body }), {
    changes,
    onSuccess: () => setRound(round + 1),
  });
  return (
    <TagForm
      key={round}
      start={{ name: "", color: COLOURS[0] ?? "#0b5f57" }}
      submit={t("admin.tags.add")}
      pending={save.isPending}
      onSubmit={save.mutate}
    />
  );
}

interface Wanted {
  name: string;
  color: string;
}

interface FormProps {
  start: Wanted;
  submit: string;
  pending: boolean;
  onSubmit: (wanted: Wanted) => void;
}

function TagForm({ start, submit, pending, onSubmit }: FormProps) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState(start);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (wanted.name.trim()) onSubmit({ ...wanted, name: wanted.name.trim() });
  };
  return (
    <form onSubmit={send}>
      <Group align="flex-end" gap="xs">
        <TextInput
          label={t("admin.tags.name")}
          value={wanted.name}
          maxLength={40}
          onChange={(event) => setWanted({ ...wanted, name: event.currentTarget.value })}
        />
        <ColorInput
          label={t("admin.tags.colour")}
          w={150}
          format="hex"
          swatches={COLOURS}
          eyeDropperButtonProps={{ "aria-label": t("admin.tags.pick") }}
          value={wanted.color}
          onChange={(color) => setWanted({ ...wanted, color })}
        />
        <Button type="submit" loading={pending} disabled={!wanted.name.trim()}>
          {submit}
        </Button>
      </Group>
    </form>
  );
}

function Row({ tag }: { tag: TagOut }) {
  const { t } = useTranslation();
  const [edits, setEdits] = useState(false);
  const save = useSave((body: Wanted) => ask("PUT", `/api/tags/${tag.id}`, { body }), {
    changes,
    onSuccess: () => setEdits(false),
  });
  const remove = useSave(() => ask("DELETE", `/api/tags/${tag.id}`), { changes });
  if (edits)
    return (
      <tr>
        <td colSpan={2} style={{ textAlign: "start" }}>
          <TagForm
            start={{ name: tag.name, color: tag.color }}
            submit={t("admin.save")}
            pending={save.isPending}
            onSubmit={save.mutate}
          />
        </td>
      </tr>
    );
  return (
    <tr>
      <th scope="row">
        <TagChip tag={tag} />
      </th>
      <td>
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          <Button size="xs" variant="default" onClick={() => setEdits(true)}>
            {t("admin.edit")}
            <span className={classes.hidden}>: {tag.name}</span>
          </Button>
          <ConfirmButton
            of={tag.name}
            question={t("admin.tags.removeQuestion")}
            onConfirm={() => remove.mutate(undefined)}
          >
            {t("admin.remove")}
          </ConfirmButton>
        </Group>
      </td>
    </tr>
  );
}
