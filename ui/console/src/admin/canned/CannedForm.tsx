import { SimpleGrid, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { ask } from "../../api/loose";
import type { CannedAnswer } from "../../api/office";
import { useSave } from "../../office/useSave";
import { useSession } from "../../state/session";
import { FormEnd } from "../FormEnd";
import { TopicsSelect } from "../TopicsSelect";
import classes from "./Canned.module.css";
import { cannedKey } from "./key";

interface Values {
  shortcut: string;
  title: string;
  text_it: string;
  text_en: string;
  topics: string[];
}

export function CannedForm({ answer, onDone }: { answer: CannedAnswer | null; onDone: () => void }) {
  const { t } = useTranslation();
  const form = useForm<Values>({
    initialValues: {
      shortcut: answer?.shortcut ?? "",
      title: answer?.title ?? "",
      text_it: answer?.text_it ?? "",
      text_en: answer?.text_en ?? "",
      topics: answer?.topics ?? [],
    },
    validate: {
      text_it: (text, { text_en }) => (text.trim() || text_en.trim() ? null : t("admin.canned.empty")),
    },
  });
  const options = { changes: [cannedKey, ["canned"]], done: t("office.saved"), onSuccess: onDone };
  const save = useSave(
    (body: Values) =>
      answer ? ask("PUT", `/api/canned/${answer.id}`, { body }) : ask("POST", "/api/canned", { body }),
    options,
  );
  const remove = useSave(() => ask("DELETE", `/api/canned/${answer?.id}`), options);
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            label={t("admin.canned.shortcut")}
            leftSection="/"
            required
            data-autofocus
            {...form.getInputProps("shortcut")}
          />
          <TextInput label={t("admin.canned.name")} required {...form.getInputProps("title")} />
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Wording
            label={t("language.it")}
            text={form.values.text_it}
            props={form.getInputProps("text_it")}
          />
          <Wording
            label={t("language.en")}
            text={form.values.text_en}
            props={form.getInputProps("text_en")}
          />
        </SimpleGrid>
        <Text size="sm" c="dimmed">
          {t("admin.canned.placeholders", { name: "{name}", agent: "{agent}" })}
        </Text>
        <TopicsSelect
          label={t("admin.canned.topics")}
          description={t("admin.canned.topicsHint")}
          {...form.getInputProps("topics")}
        />
        <FormEnd
          idle={answer !== null && !form.isDirty()}
          saving={save.isPending}
          onCancel={onDone}
          removing={
            answer && { question: t("admin.canned.removeQuestion"), remove: () => remove.mutate(undefined) }
          }
        />
      </Stack>
    </form>
  );
}

interface WordingProps {
  label: string;
  text: string;
  props: object;
}

/** One language's words, and how they reach somebody. */
function Wording({ label, text, props }: WordingProps) {
  const { t } = useTranslation();
  const { agent } = useSession();
  const shown = text.replaceAll("{name}", "Paolo").replaceAll("{agent}", agent.name.split(" ")[0] ?? "");
  return (
    <div>
      <Textarea label={label} autosize minRows={4} maxRows={12} {...props} />
      {text.trim() && (
        <figure className={classes.preview}>
          <figcaption>{t("admin.canned.preview")}</figcaption>
          <p>{shown}</p>
        </figure>
      )}
    </div>
  );
}
