import { Button, Group, Select } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ask } from "../../api/loose";
import type { Hours } from "../../api/office";
import { hoursKey } from "../../office/asked";
import { Card } from "../../office/Page";
import { useSave } from "../../office/useSave";
import { Calendar } from "./Calendar";
import { Closures } from "./Closures";
import { useScopes } from "./scopes";
import { Told } from "./Told";
import { WeekEditor } from "./WeekEditor";

export function HoursForm({ hours }: { hours: Hours }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(hours);
  const [wrong, setWrong] = useState(false);
  const [scope, setScope] = useState("default");
  const scopes = useScopes();
  const change = (part: Partial<Hours>) => setDraft((before) => ({ ...before, ...part }));
  const save = useSave((body: Hours) => ask<Hours>("PUT", "/api/hours", { body }), {
    changes: [hoursKey],
    done: t("office.saved"),
  });
  const changed = JSON.stringify(draft) !== JSON.stringify(hours);
  const whose = (
    <Select
      size="xs"
      w={220}
      aria-label={t("admin.hours.scope")}
      allowDeselect={false}
      value={scope}
      onChange={(value) => value && setScope(value)}
      data={scopes}
    />
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong) save.mutate(draft);
      }}
    >
      <Card title={t("admin.hours.week")} lead={t("admin.hours.weekLead")} aside={whose}>
        <WeekEditor
          key={scope}
          scope={scope}
          weekly={draft.weekly}
          onChange={(weekly) => change({ weekly })}
          onWrong={setWrong}
        />
      </Card>
      <Card title={t("admin.hours.closures")} lead={t("admin.hours.closuresLead")}>
        <Calendar hours={draft} onChange={change} />
        <Closures
          closures={draft.closures ?? []}
          onChange={(closures) => change({ closures })}
          scopes={scopes}
        />
      </Card>
      <Card title={t("admin.hours.told")} lead={t("admin.hours.toldLead")}>
        <Told hours={draft} onChange={change} />
      </Card>
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" disabled={!changed} onClick={() => setDraft(hours)}>
          {t("admin.undo")}
        </Button>
        <Button type="submit" disabled={!changed || wrong} loading={save.isPending}>
          {t("admin.save")}
        </Button>
      </Group>
    </form>
  );
}
