import { Button, Select, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { asDeskError } from "../api/errors";
import type { ConversationHead } from "../api/types";
import type { Template } from "../api/work";
import { sendTemplate } from "../api/workCalls";
import { learnMessages } from "../conversation/thread";
import { changeThread } from "../state/cache";
import { tick } from "../state/known";
import { useTemplates } from "../state/queries";
import classes from "./ClosedWindow.module.css";
import { filledTemplate } from "./templateText";

/** Chooses an approved template, fills its variables in, and sends it as it is shown. */
export function TemplateForm({ head }: { head: ConversationHead }) {
  const { t } = useTranslation();
  const { data, isPending, error } = useTemplates(head.id, true);
  const [id, setId] = useState<string | null>(null);
  const chosen = data?.find((template) => template.id === id);
  if (isPending) return <Text size="sm">{t("template.loading")}</Text>;
  if (error || !data || data.length === 0)
    return <Text size="sm">{(error && asDeskError(error).message) || t("template.none")}</Text>;
  return (
    <div className={classes.form}>
      <Select
        label={t("template.choose")}
        placeholder={t("template.choosePlaceholder")}
        searchable
        value={id}
        onChange={setId}
        data={data.map((template) => ({
          value: template.id,
          label: `${template.name} · ${template.language.toUpperCase()}`,
        }))}
      />
      {chosen && <Filling key={chosen.id} head={head} template={chosen} />}
    </div>
  );
}

function Filling({ head, template }: { head: ConversationHead; template: Template }) {
  const { t } = useTranslation();
  const [values, setValues] = useState<Record<string, string>>({});
  const { mutate, isPending, error } = useSending(head.id, template);
  const complete = template.variables.every(({ name }) => values[name]?.trim());
  // Within the composer's form there cannot be another: Enter in a field is heard here.
  const submit = (event: FormEvent | React.KeyboardEvent) => {
    event.preventDefault();
    if (complete && !isPending) mutate(values);
  };
  return (
    <>
      <div className={classes.variables}>
        {template.variables.map(({ name, example }) => (
          <TextInput
            key={name}
            label={name}
            placeholder={example}
            value={values[name] ?? ""}
            onChange={({ currentTarget: { value } }) => setValues((before) => ({ ...before, [name]: value }))}
            onKeyDown={(event) => event.key === "Enter" && submit(event)}
          />
        ))}
      </div>
      <Preview template={template} values={values} />
      {error && (
        <p className={classes.error} role="alert">
          {t("template.failed")}. {asDeskError(error).message || t("error.unreachable")}
        </p>
      )}
      <Button
        type="button"
        disabled={!complete}
        loading={isPending}
        onClick={submit}
        style={{ justifySelf: "end" }}
      >
        {t("template.send")}
      </Button>
    </>
  );
}

function Preview({ template, values }: { template: Template; values: Record<string, string> }) {
  const { t } = useTranslation();
  const examples = Object.fromEntries(template.variables.map(({ name, example }) => [name, example]));
  return (
    <figure style={{ margin: 0 }} aria-label={t("template.preview")}>
      <p className={classes.preview} lang={template.language}>
        {filledTemplate(template.body, values, examples).map(({ text, variable }, index) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never move
          variable ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
        )}
      </p>
    </figure>
  );
}

function useSending(conversationId: string, template: Template) {
  const client = useQueryClient();
  /** The same until it has been sent, so that trying again cannot send it twice. */
  const clientId = useRef(crypto.randomUUID());
  return useMutation({
    mutationFn: async (variables: Record<string, string>) => {
      const askedAt = tick();
      const asked = { template_id: template.id, variables, client_id: clientId.current };
      const messages = await sendTemplate(conversationId, asked);
      clientId.current = crypto.randomUUID();
      changeThread(client, conversationId, (thread) => learnMessages(thread, messages, askedAt));
    },
  });
}
