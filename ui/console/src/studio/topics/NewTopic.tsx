import { Button, Group, Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import type { TopicPage } from "../../api/content";
import { ask } from "../../api/loose";
import { useSave } from "../../office/useSave";
import { Dialog } from "../../shell/Dialog";
import { contentChanges, useTopics } from "../asked";
import { TITLE_LENGTH } from "../lengths";

/** Names a topic and says where it belongs; the rest is written on its page. */
export function NewTopic({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} onClose={onClose} title={t("studio.topics.add")}>
      <Form onDone={onClose} />
    </Dialog>
  );
}

function Form({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const { data } = useTopics();
  const form = useForm({
    initialValues: { it: "", en: "", category: "" },
    validate: {
      it: (it, { en }) => (it.trim() || en.trim() ? null : t("studio.topics.titleMissing")),
      category: (category) => (category ? null : t("studio.topics.categoryMissing")),
    },
  });
  const create = useSave(
    ({ category, ...titles }: typeof form.values) =>
      ask<TopicPage>("POST", "/api/content/topics", { body: { titles: written(titles), category } }),
    {
      changes: contentChanges,
      onSuccess: ({ topic }) => {
        onDone();
        go(`/studio/topics/${topic.name}`);
      },
    },
  );
  return (
    <form onSubmit={form.onSubmit((values) => create.mutate(values))}>
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            label={t("studio.topic.titleIt")}
            description={t("studio.topic.titleHint")}
            maxLength={TITLE_LENGTH}
            data-autofocus
            {...form.getInputProps("it")}
          />
          <TextInput
            label={t("studio.topic.titleEn")}
            description={t("studio.topic.titleHint")}
            maxLength={TITLE_LENGTH}
            {...form.getInputProps("en")}
          />
        </SimpleGrid>
        <Select
          label={t("studio.topic.category")}
          placeholder={t("studio.topic.categoryHint")}
          data={(data?.categories ?? []).map(({ id, title }) => ({ value: id, label: title }))}
          {...form.getInputProps("category")}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onDone}>
            {t("action.cancel")}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t("studio.topics.create")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function written(titles: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(titles).filter(([, title]) => title.trim()));
}
