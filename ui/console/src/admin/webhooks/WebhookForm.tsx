import { Button, Checkbox, Group, SimpleGrid, Stack, Switch, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ask } from "../../api/loose";
import type { Webhook, WebhookEvent, WebhookMade } from "../../api/office";
import { useSave } from "../../office/useSave";
import { ConfirmButton } from "../ConfirmButton";
import { SecretOnce } from "../SecretOnce";
import { webhooksKey } from "./key";

const events: readonly WebhookEvent[] = [
  "case.opened",
  "case.taken",
  "case.transferred",
  "case.handed_back",
  "case.resolved",
  "message.received",
  "message.sent",
  "message.failed",
];

interface Values {
  url: string;
  events: WebhookEvent[];
  include_text: boolean;
  active: boolean;
}

export function WebhookForm({ webhook, onDone }: { webhook: Webhook | null; onDone: () => void }) {
  const { t } = useTranslation();
  const [secret, setSecret] = useState<string | null>(null);
  const form = useForm<Values>({
    initialValues: {
      url: webhook?.url ?? "https://",
      events: webhook?.events ?? [],
      include_text: webhook?.include_text ?? false,
      active: webhook?.active ?? true,
    },
  });
  const changes = [webhooksKey];
  const at = `/api/webhooks-out/${webhook?.id}`;
  const add = useSave((body: Values) => ask<WebhookMade>("POST", "/api/webhooks-out", { body }), {
    changes,
    onSuccess: (made) => setSecret(made.secret),
  });
  const change = useSave((body: Values) => ask("PUT", at, { body }), {
    changes,
    done: t("office.saved"),
    onSuccess: onDone,
  });
  const renew = useSave(() => ask<WebhookMade>("POST", `${at}/secret`), {
    changes,
    onSuccess: (made) => setSecret(made.secret),
  });
  const remove = useSave(() => ask("DELETE", at), { changes, onSuccess: onDone });
  if (secret) return <SecretOnce value={secret} lead={t("admin.webhooks.once")} onDone={onDone} />;
  return (
    <form onSubmit={form.onSubmit((values) => (webhook ? change : add).mutate(values))}>
      <Stack gap="md">
        <TextInput
          label={t("admin.webhooks.url")}
          type="url"
          required
          data-autofocus
          {...form.getInputProps("url")}
        />
        <Checkbox.Group label={t("admin.webhooks.events")} {...form.getInputProps("events")}>
          <SimpleGrid cols={2} spacing={6} mt={6}>
            {events.map((event) => (
              <Checkbox key={event} value={event} label={event} />
            ))}
          </SimpleGrid>
        </Checkbox.Group>
        <Switch
          label={t("admin.webhooks.includeText")}
          description={t("admin.webhooks.includeTextHint")}
          {...form.getInputProps("include_text", { type: "checkbox" })}
        />
        <Switch label={t("admin.webhooks.active")} {...form.getInputProps("active", { type: "checkbox" })} />
        <Group justify="space-between" gap="xs">
          <Group gap="xs">
            {webhook && (
              <>
                <ConfirmButton
                  question={t("admin.webhooks.removeQuestion")}
                  onConfirm={() => remove.mutate(undefined)}
                >
                  {t("admin.remove")}
                </ConfirmButton>
                <ConfirmButton
                  question={t("admin.webhooks.renewQuestion")}
                  onConfirm={() => renew.mutate(undefined)}
                >
                  {t("admin.webhooks.renew")}
                </ConfirmButton>
              </>
            )}
          </Group>
          <Button
            type="submit"
            loading={add.isPending || change.isPending}
            disabled={!form.values.events.length}
          >
            {t(webhook ? "admin.save" : "admin.webhooks.add")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
