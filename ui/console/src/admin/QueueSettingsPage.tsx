import { Button, NumberInput, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { ask } from "../api/loose";
import type { QueueSettings } from "../api/office";
import { useAsked } from "../office/asked";
import { Card, Fetched, Page } from "../office/Page";
import { useSave } from "../office/useSave";
import { TopicsSelect } from "./TopicsSelect";

const key = ["queue-settings"] as const;

export default function QueueSettingsPage() {
  const { t } = useTranslation();
  const settings = useAsked<QueueSettings>(key, "/api/queue-settings");
  return (
    <Page narrow title={t("admin.queue.title")} lead={t("admin.queue.lead")}>
      <Card>
        <Fetched of={settings}>{(data) => <Form key={JSON.stringify(data)} settings={data} />}</Fetched>
      </Card>
    </Page>
  );
}

const numbers = [
  ["grace_seconds", "s", 0, 3600],
  ["silence_warning_minutes", "min", 0, 10_080],
  ["silence_hand_back_minutes", "min", 1, 10_080],
  ["sticky_hours", "h", 0, 720],
] as const;

function Form({ settings }: { settings: QueueSettings }) {
  const { t } = useTranslation();
  const form = useForm<QueueSettings>({ initialValues: settings });
  const save = useSave((body: QueueSettings) => ask("PUT", "/api/queue-settings", { body }), {
    changes: [key],
    done: t("office.saved"),
  });
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack gap="md" maw={460}>
        {numbers.map(([name, unit, min, max]) => (
          <NumberInput
            key={name}
            label={t(`admin.queue.${name}`)}
            description={t(`admin.queue.hint.${name}`)}
            suffix={` ${unit}`}
            min={min}
            max={max}
            w={"100%"}
            {...form.getInputProps(name)}
          />
        ))}
        <NumberInput
          label={t("admin.queue.vip_spend")}
          description={t("admin.queue.hint.vip_spend")}
          suffix=" €"
          min={0}
          value={form.values.vip_spend ?? ""}
          onChange={(value) => form.setFieldValue("vip_spend", value === "" ? null : Number(value))}
        />
        <TopicsSelect
          families
          label={t("admin.queue.safety_topics")}
          description={t("admin.queue.hint.safety_topics")}
          {...form.getInputProps("safety_topics")}
        />
        <Button
          type="submit"
          loading={save.isPending}
          disabled={!form.isDirty()}
          style={{ alignSelf: "end" }}
        >
          {t("admin.save")}
        </Button>
      </Stack>
    </form>
  );
}
