import { Divider, Group, Skeleton, Stack, Switch, TagsInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ask } from "../../api/loose";
import type { Account } from "../../api/office";
import { accountsKey, useAsked } from "../../office/asked";
import { useSave } from "../../office/useSave";
import { useSession } from "../../state/session";
import classes from "../Admin.module.css";
import { ConfirmButton } from "../ConfirmButton";
import { FormEnd } from "../FormEnd";
import { newPassword } from "./password";
import { RoleChoice } from "./RoleChoice";

interface Skills {
  languages: string[];
}

interface Props {
  account: Account;
  onDone: () => void;
}

export function AgentForm({ account, onDone }: Props) {
  const skills = useAsked<Skills>(["skills", account.id], `/api/agents/${account.id}/skills`);
  if (skills.isPending) return <Skeleton height={240} />;
  return <Fields account={account} onDone={onDone} languages={skills.data?.languages ?? null} />;
}

/** `languages` is null where they could not be read: then they are not changed either. */
function Fields({ account, onDone, languages }: Props & { languages: string[] | null }) {
  const { t } = useTranslation();
  const { agent } = useSession();
  const self = agent.id === account.id;
  const form = useForm({
    initialValues: { name: account.name, role: account.role, disabled: !!account.disabled_at, languages },
  });
  const save = useSave(
    async ({ languages: spoken, ...body }: typeof form.values) => {
      const at = `/api/agents/${account.id}`;
      if (spoken && form.isDirty("languages"))
        await ask("PUT", `${at}/skills`, { body: { languages: spoken } });
      return ask<Account>("PUT", at, { body });
    },
    { changes: [accountsKey, ["skills", account.id]], done: t("office.saved"), onSuccess: onDone },
  );
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack gap="md">
        <TextInput label={t("admin.agents.name")} required data-autofocus {...form.getInputProps("name")} />
        <RoleChoice value={form.values.role} onChange={(role) => form.setFieldValue("role", role)} />
        {languages && (
          <TagsInput
            label={t("admin.agents.languages")}
            description={t("admin.agents.languagesHint")}
            placeholder={form.values.languages?.length ? "" : t("admin.agents.languagesAll")}
            data={["it", "en"]}
            {...form.getInputProps("languages")}
          />
        )}
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
