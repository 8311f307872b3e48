import { ActionIcon, Button, Group, NumberInput, Select } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ask } from "../api/loose";
import type { Target } from "../api/office";
import { useAsked, useTeamsFull } from "../office/asked";
import { Card, Empty, Fetched, Page } from "../office/Page";
import { useSave } from "../office/useSave";
import classes from "./Admin.module.css";

const key = ["targets"] as const;

/** Rows have no name of their own, and two may say the same. */
type Keyed = Target & { key: string };

const keyed = (target: Target): Keyed => ({ ...target, key: crypto.randomUUID() });
const plain = ({ key: _key, ...target }: Keyed): Target => target;

interface Targets {
  items: Target[];
}

export default function TargetsPage() {
  const { t } = useTranslation();
  const targets = useAsked<Targets>(key, "/api/targets");
  return (
    <Page title={t("admin.targets.title")} lead={t("admin.targets.lead")}>
      <Card>
        <Fetched of={targets}>{({ items }) => <Editor key={JSON.stringify(items)} items={items} />}</Fetched>
      </Card>
    </Page>
  );
}

function Editor({ items }: Targets) {
  const { t } = useTranslation();
  const { data } = useTeamsFull();
  const [rows, setRows] = useState<Keyed[]>(() => items.map(keyed));
  const save = useSave((body: Targets) => ask<Targets>("PUT", "/api/targets", { body }), {
    changes: [key],
    done: t("office.saved"),
  });
  const teams = [
    { value: "", label: t("admin.targets.everyTeam") },
    ...(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ];
  const change = (at: number, part: Partial<Target>) =>
    setRows(rows.map((row, index) => (index === at ? { ...row, ...part } : row)));
  const add = () =>
    setRows([
      ...rows,
      keyed({ team_id: null, priority: "normal", first_response_minutes: 10, next_response_minutes: 15 }),
    ]);
  const changed = JSON.stringify(rows.map(plain)) !== JSON.stringify(items);
  return (
    <>
      {rows.length === 0 && <Empty>{t("admin.targets.none")}</Empty>}
      {rows.map((row, at) => (
        <Row
          key={row.key}
          row={row}
          teams={teams}
          onChange={(part) => change(at, part)}
          onRemove={() => setRows(rows.filter((_, index) => index !== at))}
        />
      ))}
      <Group justify="space-between" mt="md">
        <Button variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={add}>
          {t("admin.targets.add")}
        </Button>
        <Button
          disabled={!changed}
          loading={save.isPending}
          onClick={() => save.mutate({ items: rows.map(plain) })}
        >
          {t("admin.save")}
        </Button>
      </Group>
    </>
  );
}

interface RowProps {
  row: Target;
  teams: { value: string; label: string }[];
  onChange: (part: Partial<Target>) => void;
  onRemove: () => void;
}

function Row({ row, teams, onChange, onRemove }: RowProps) {
  const { t } = useTranslation();
  const minutes = (name: "first_response_minutes" | "next_response_minutes", label: string) => (
    <NumberInput
      label={label}
      w={210}
      min={1}
      suffix=" min"
      value={row[name]}
      onChange={(value) => onChange({ [name]: Number(value) || 1 })}
    />
  );
  return (
    <fieldset className={classes.bare}>
      <legend className={classes.hidden}>
        {teams.find(({ value }) => value === (row.team_id ?? ""))?.label} ·{" "}
        {t(`admin.targets.priorities.${row.priority ?? "normal"}`)}
      </legend>
      <Group align="flex-end" gap="sm" py={6}>
        <Select
          label={t("admin.targets.team")}
          w={200}
          allowDeselect={false}
          data={teams}
          value={row.team_id ?? ""}
          onChange={(id) => onChange({ team_id: id || null })}
        />
        <Select
          label={t("admin.targets.priority")}
          w={150}
          allowDeselect={false}
          data={(["normal", "high"] as const).map((value) => ({
            value,
            label: t(`admin.targets.priorities.${value}`),
          }))}
          value={row.priority ?? "normal"}
          onChange={(value) => onChange({ priority: value === "high" ? "high" : "normal" })}
        />
        {minutes("first_response_minutes", t("admin.targets.first"))}
        {minutes("next_response_minutes", t("admin.targets.next"))}
        <ActionIcon aria-label={t("admin.remove")} onClick={onRemove} mb={2}>
          <IconX size={16} />
        </ActionIcon>
      </Group>
    </fieldset>
  );
}
