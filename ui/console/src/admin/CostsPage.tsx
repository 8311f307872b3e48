import { Badge, Button, Group, NumberInput, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { ask } from "../api/loose";
import type { Costs } from "../api/office";
import { channelLabel } from "../channels/registry";
import { useAsked } from "../office/asked";
import { Card, Fetched, Page } from "../office/Page";
import { useSave } from "../office/useSave";

const key = ["costs"] as const;

export default function CostsPage() {
  const { t } = useTranslation();
  const costs = useAsked<Costs>(key, "/api/costs");
  return (
    <Page narrow title={t("admin.costs.title")} lead={t("admin.costs.lead")}>
      <Card>
        <Fetched of={costs}>{(data) => <Form key={JSON.stringify(data)} costs={data} />}</Fetched>
      </Card>
    </Page>
  );
}

function Form({ costs }: { costs: Costs }) {
  const { t } = useTranslation();
  const assumed = (name: string) => costs.assumed.includes(name);
  const form = useForm({
    initialValues: {
      faq: costs.faq,
      email: costs.email,
      call: costs.call,
      per_contact: costs.per_contact as Record<string, number>,
    },
  });
  const save = useSave((body: typeof form.values) => ask("PUT", "/api/costs", { body }), {
    changes: [key, ["figures"]],
    done: t("office.saved"),
  });
  const field = (name: string, label: string, path: string) => (
    <NumberInput
      key={name}
      label={
        <Group gap={8} component="span" display="inline-flex">
          {label}
          {assumed(name) && (
            <Badge size="xs" color="gray" variant="light" tt="none">
              {t("admin.costs.assumed")}
            </Badge>
          )}
        </Group>
      }
      w={260}
      min={0}
      max={10_000}
      decimalScale={2}
      fixedDecimalScale
      decimalSeparator=","
      prefix="€ "
      {...form.getInputProps(path)}
    />
  );
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack gap="sm">
        {field("faq", t("admin.costs.faq"), "faq")}
        {Object.keys(form.values.per_contact).map((channel) =>
          field(
            channel,
            t("admin.costs.channel", { channel: channelLabel(channel) }),
            `per_contact.${channel}`,
          ),
        )}
        {field("email", t("admin.costs.email"), "email")}
        {field("call", t("admin.costs.call"), "call")}
        <Text size="sm" c="dimmed" maw={520}>
          {costs.assumption}
        </Text>
        <Button
          type="submit"
          loading={save.isPending}
          disabled={!form.isDirty()}
          style={{ alignSelf: "start" }}
        >
          {t("admin.save")}
        </Button>
      </Stack>
    </form>
  );
}
