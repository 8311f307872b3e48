import { Divider, Group, Stack, Switch, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ask } from "../../api/loose";
import type { Account } from "../../api/office";
import { accountsKey } from "../../office/asked";
import { useSave } from "../../office/useSave";
import { useSession } from "../../state/session";
import classes from "../Admin.module.css";
import { ConfirmButton } from "../ConfirmButton";
import { FormEnd } from "../FormEnd";
import { newPassword } from "./password";
import { RoleChoice } from "./RoleChoice";

export function AgentForm({ account, onDone }: { account: Account; onDone: () => void }) {
  const { t } = useTranslation();
  const { agent } = useSession();
  const self = agent.id === account.id;
  const form = useForm({
    initialValues: { name: account.name, role: account.role, disabled: !!account.disabled_at },
  });
  const save = useSave(
    (body: typeof form.values) => ask<Account>("PUT", `/api/agents/${account.id}`, { body }),
    { changes: [accountsKey], done: t("office.saved"), onSuccess: onDone },
  );
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack gap="md">
        <TextInput label={t("admin.agents.name")} required data-autofocus {...form.getInputProps("name")} />
        <RoleChoice value={form.values.role} onChange={(role) => form.setFieldValue("role", role)} />
        <Switch
          label={t("admin.agents.barred")}
          description={t("admin.agents.barredHint")}
          disabled={self}
          {...form.getInputProps("disabled", { type: "checkbox" })}
        />
        <Divider />
        <Help account={account} />
        <FormEnd idle={!form.isDirty()} saving={save.isPending} onCancel={onDone} />
      </Stack>
    </form>
  );
}

/** For whoever cannot get in any more, or is signed in where they should not be. */
function Help({ account }: { account: Account }) {
  const { t } = useTranslation();
  const [given, setGiven] = useState<string | null>(null);
  const at = `/api/agents/${account.id}`;
  const password = useSave(
    (value: string) => ask("PUT", `${at}/password`, { body: { password: value } }).then(() => value),
    { onSuccess: setGiven },
  );
  const lift = useSave(() => ask("DELETE", `${at}/totp`), {
    changes: [accountsKey],
    done: t("admin.agents.lifted"),
  });
  const out = useSave(() => ask("DELETE", `${at}/sessions`), { done: t("admin.agents.signedOut") });
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <ConfirmButton
          question={t("admin.agents.passwordQuestion")}
          onConfirm={() => password.mutate(newPassword())}
        >
          {t("admin.agents.newPassword")}
        </ConfirmButton>
        {account.totp && (
          <ConfirmButton question={t("admin.agents.liftQuestion")} onConfirm={() => lift.mutate(undefined)}>
            {t("admin.agents.lift")}
          </ConfirmButton>
        )}
        <ConfirmButton question={t("admin.agents.outQuestion")} onConfirm={() => out.mutate(undefined)}>
          {t("admin.agents.signOut")}
        </ConfirmButton>
      </Group>
      {given && (
        <div className={classes.secret} role="status">
          {t("admin.agents.given")}
          <code>{given}</code>
        </div>
      )}
    </Stack>
  );
}
