import { Button, PasswordInput, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { ask } from "../api/loose";
import { useSave } from "../office/useSave";
import { sessionsKey } from "./keys";

/** Fewer characters are refused by the desk. */
const SHORTEST = 10;

export function PasswordForm() {
  const { t } = useTranslation();
  const form = useForm({
    initialValues: { old: "", new: "", again: "" },
    validate: {
      new: (value) => (value.length < SHORTEST ? t("security.tooShort", { count: SHORTEST }) : null),
      again: (value, { new: wanted }) => (value === wanted ? null : t("security.differs")),
    },
  });
  const save = useSave(
    ({ old, new: wanted }: { old: string; new: string }) =>
      ask("POST", "/api/security/password", { body: { old, new: wanted } }),
    { changes: [sessionsKey], done: t("security.passwordChanged"), onSuccess: () => form.reset() },
  );
  const toggle = { visibilityToggleButtonProps: { "aria-label": t("signIn.showPassword"), tabIndex: 0 } };
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack gap="sm" maw={340}>
        <PasswordInput
          label={t("security.old")}
          autoComplete="current-password"
          {...toggle}
          {...form.getInputProps("old")}
        />
        <PasswordInput
          label={t("security.new")}
          description={t("security.newHint", { count: SHORTEST })}
          autoComplete="new-password"
          {...toggle}
          {...form.getInputProps("new")}
        />
        <PasswordInput
          label={t("security.again")}
          autoComplete="new-password"
          {...toggle}
          {...form.getInputProps("again")}
        />
        <Button type="submit" loading={save.isPending} disabled={!form.values.old || !form.values.new}>
          {t("security.changePassword")}
        </Button>
      </Stack>
    </form>
  );
}
