import { Button, Checkbox, Group, Select, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ask } from "../../api/loose";
import type { Scope, TokenMade } from "../../api/office";
import { useSave } from "../../office/useSave";
import { SecretOnce } from "../SecretOnce";
import { tokensKey } from "./key";
import { scopeName } from "./TokensPage";

const scopes: readonly Scope[] = [
  "conversations:read",
  "conversations:write",
  "figures:read",
  "webhooks:manage",
];
const ends = ["30", "90", "365", ""] as const;

interface Values {
  name: string;
  scopes: Scope[];
  days: string;
}

export function NewToken({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const [made, setMade] = useState<TokenMade | null>(null);
  const form = useForm<Values>({ initialValues: { name: "", scopes: [], days: "90" } });
  const save = useSave(
    ({ name, scopes: wanted, days }: Values) =>
      ask<TokenMade>("POST", "/api/tokens", {
        body: { name, scopes: wanted, expires_in_days: days ? Number(days) : null },
      }),
    { changes: [tokensKey], onSuccess: setMade },
  );
  if (made) return <SecretOnce value={made.value} lead={t("admin.tokens.once")} onDone={onDone} />;
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack gap="md">
        <TextInput
          label={t("admin.tokens.name")}
          description={t("admin.tokens.nameHint")}
          required
          data-autofocus
          {...form.getInputProps("name")}
        />
        <Checkbox.Group label={t("admin.tokens.scopes")} {...form.getInputProps("scopes")}>
          <Stack gap={6} mt={6}>
            {scopes.map((scope) => (
              <Checkbox
                key={scope}
                value={scope}
                label={t(`admin.tokens.scope.${scopeName(scope)}`)}
                description={scope}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <Select
          label={t("admin.tokens.expires")}
          allowDeselect={false}
          data={ends.map((days) => ({
            value: days,
            label: days ? t("admin.tokens.days", { count: Number(days) }) : t("admin.tokens.noEnd"),
          }))}
          {...form.getInputProps("days")}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onDone}>
            {t("action.cancel")}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={form.values.scopes.length === 0}>
            {t("admin.tokens.add")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
