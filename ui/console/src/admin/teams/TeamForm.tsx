import { Group, MultiSelect, SegmentedControl, Stack, TagsInput, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { ask } from "../../api/loose";
import type { TeamFull } from "../../api/office";
import { channelLabel } from "../../channels/registry";
import { teamChanges } from "../../office/asked";
import { useSave } from "../../office/useSave";
import { useChannels } from "../../state/queries";
import { FormEnd } from "../FormEnd";
import { TopicsSelect } from "../TopicsSelect";
import { Members } from "./Members";

type Values = Omit<TeamFull, "id">;

const blank: Values = { name: "", languages: [], topics: [], channels: [], mode: "pulled", members: [] };

export function TeamForm({ team, onDone }: { team: TeamFull | null; onDone: () => void }) {
  const { t } = useTranslation();
  const { data: channels } = useChannels();
  const form = useForm<Values>({ initialValues: team ? withoutId(team) : blank });
  const options = { changes: teamChanges, done: t("office.saved"), onSuccess: onDone };
  const save = useSave(
    (body: Values) =>
      team ? ask("PUT", `/api/teams/${team.id}`, { body }) : ask("POST", "/api/teams", { body }),
    options,
  );
  const remove = useSave(() => ask("DELETE", `/api/teams/${team?.id}`), options);
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack gap="md">
        <TextInput label={t("admin.teams.name")} required data-autofocus {...form.getInputProps("name")} />
        <TopicsSelect
          families
          label={t("admin.teams.topics")}
          description={t("admin.teams.topicsHint")}
          placeholder={form.values.topics.length ? "" : t("admin.teams.all")}
          {...form.getInputProps("topics")}
        />
        <Group grow align="flex-start">
          <TagsInput
            label={t("admin.teams.languages")}
            placeholder={form.values.languages.length ? "" : t("admin.teams.all")}
            data={["it", "en"]}
            {...form.getInputProps("languages")}
          />
          <MultiSelect
            label={t("admin.teams.channels")}
            placeholder={form.values.channels.length ? "" : t("admin.teams.all")}
            data={(channels ?? []).map(({ name }) => ({ value: name, label: channelLabel(name) }))}
            {...form.getInputProps("channels")}
          />
        </Group>
        <div>
          <Text size="sm" fw={500} id="team-mode">
            {t("admin.teams.mode")}
          </Text>
          <SegmentedControl
            aria-labelledby="team-mode"
            data={(["pulled", "automatic"] as const).map((mode) => ({
              value: mode,
              label: t(`admin.teams.modes.${mode}`),
            }))}
            {...form.getInputProps("mode")}
          />
          <Text size="sm" c="dimmed">
            {t(`admin.teams.modeHint.${form.values.mode}`)}
          </Text>
        </div>
        <Members
          members={form.values.members}
          onChange={(members) => form.setFieldValue("members", members)}
        />
        <FormEnd
          idle={team !== null && !form.isDirty()}
          saving={save.isPending}
          onCancel={onDone}
          removing={
            team && { question: t("admin.teams.removeQuestion"), remove: () => remove.mutate(undefined) }
          }
        />
      </Stack>
    </form>
  );
}

function withoutId({ id: _id, ...values }: TeamFull): Values {
  return values;
}
