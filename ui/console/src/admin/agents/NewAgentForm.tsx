import { Button, Group, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { ask } from "../../api/loose";
import type { Account, Role } from "../../api/office";
import { accountsKey } from "../../office/asked";
import { useSave } from "../../office/useSave";
import { newPassword } from "./password";
import { RoleChoice } from "./RoleChoice";

interface Values {
  name: string;
  email: string;
  password: string;
  role: Role;
}

export function NewAgentForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const form = useForm<Values>({
    initialValues: { name: "", email: "", password: newPassword(), role: "agent" },
  });
  const save = useSave((body: Values) => ask<Account>("POST", "/api/agents", { body }), {
    changes: [accountsKey],
    done: t("admin.agents.added"),
    onSuccess: onDone,
  });
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack gap="md">
        <TextInput label={t("admin.agents.name")} required data-autofocus {...form.getInputProps("name")} />
        <TextInput
          label={t("signIn.email")}
          type="email"
          required
          autoComplete="off"
          {...form.getInputProps("email")}
        />
        <PasswordInput
          label={t("admin.agents.password")}
          description={t("admin.agents.passwordHint")}
          required
          minLength={10}
          autoComplete="new-password"
          defaultVisible
          visibilityToggleButtonProps={{ "aria-label": t("signIn.showPassword"), tabIndex: 0 }}
          {...form.getInputProps("password")}
        />
        <RoleChoice value={form.values.role} onChange={(role) => form.setFieldValue("role", role)} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onDone}>
            {t("action.cancel")}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t("admin.agents.add")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
