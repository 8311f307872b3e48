import { Alert, Button, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import * as calls from "../api/calls";
import { setCsrfToken } from "../api/client";
import { asDeskError, type DeskError } from "../api/errors";
import type { Session } from "../api/types";
import { LanguageSwitch } from "../shell/LanguageSwitch";
import { Mark } from "../shell/Mark";
import { sessionKey } from "../state/cache";
import { now, useTime } from "../state/clock";
import classes from "./SignIn.module.css";

export function SignIn() {
  const { t } = useTranslation();
  return (
    <main className={classes.page}>
      <div className={classes.sheet}>
        <Mark size={40} />
        <Title order={1} size="h2" mt="md">
          {t("signIn.title")}
        </Title>
        <Text c="dimmed" mb="lg">
          {t("signIn.lead")}
        </Text>
        <Form />
      </div>
      <LanguageSwitch />
    </main>
  );
}

function Form() {
  const { t } = useTranslation();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const { mutate, error, isPending, until } = useSignIn();
  const second = needsCode(error);
  const wait = useTime((time) => Math.max(0, Math.ceil((until - time) / 1000)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wait === 0 && !isPending) mutate({ email: email.trim(), password, code: second ? code.trim() : "" });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {error && error.code !== "second_factor_needed" && <Failure error={error} wait={wait} />}
        <TextInput
          label={t("signIn.email")}
          type="email"
          name="email"
          autoComplete="username"
          autoFocus
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={t("signIn.password")}
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ "aria-label": t("signIn.showPassword"), tabIndex: 0 }}
        />
        {second && <SecondFactorField code={code} onChange={setCode} />}
        <Button type="submit" size="md" mt="xs" loading={isPending} disabled={wait > 0}>
          {wait > 0 ? t("signIn.wait", { seconds: wait }) : t("signIn.submit")}
        </Button>
      </Stack>
    </form>
  );
}

/** Once a code was asked for, it stays asked for until who signs in changes. */
function needsCode(error: DeskError | null): boolean {
  return error?.code === "second_factor_needed" || error?.code === "bad_code";
}

function SecondFactorField({ code, onChange }: { code: string; onChange: (code: string) => void }) {
  const { t } = useTranslation();
  return (
    <TextInput
      label={t("security.code")}
      description={t("security.codeHint")}
      name="code"
      inputMode="numeric"
      autoComplete="one-time-code"
      autoFocus
      required
      withAsterisk={false}
      maxLength={32}
      value={code}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function Failure({ error, wait }: { error: DeskError; wait: number }) {
  const { t } = useTranslation();
  return (
    <Alert color="red" variant="light" role="alert" classNames={{ root: classes.failure ?? "" }}>
      {reason()}
    </Alert>
  );

  function reason(): string {
    if (error.code === "too_many_attempts") return t(wait > 0 ? "signIn.throttled" : "signIn.throttleOver");
    if (error.code === "bad_credentials") return t("signIn.wrong");
    if (error.code === "bad_code") return t("security.badCode");
    if (error.code === "account_disabled") return t("signIn.disabled");
    if (error.status === 0) return t("signIn.unreachable");
    return error.message || t("error.unexpected");
  }
}

function useSignIn() {
  const client = useQueryClient();
  const [until, setUntil] = useState(0);
  const attempt = useMutation<Session, DeskError, { email: string; password: string; code: string }>({
    mutationFn: ({ email, password, code }) => calls.signIn(email, password, code || null),
    onSuccess: (session) => {
      setCsrfToken(session.csrf_token);
      client.setQueryData(sessionKey, session);
      // Somebody else may have sat down here.
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
    },
    onError: (error) => {
      const seconds = asDeskError(error).retryAfter;
      if (seconds) setUntil(now() + seconds * 1000);
    },
  });
  return { ...attempt, until };
}
