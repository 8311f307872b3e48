import { Button, Group, SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import type { BetaTest } from "../../api/learning";
import { ask } from "../../api/loose";
import { useSave } from "../../office/useSave";
import { betaKey } from "./keys";

export function NewTest({ onDone }: { onDone: () => void }) {
  const { t, i18n } = useTranslation();
  const [, go] = useLocation();
  const [name, setName] = useState("");
  const [language, setLanguage] = useState(i18n.language === "en" ? "en" : "it");
  const save = useSave((body: object) => ask<BetaTest>("POST", "/api/content/beta", { body }), {
    changes: [betaKey],
    onSuccess: ({ id }) => {
      onDone();
      go(`/studio/beta/${id}`);
    },
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) save.mutate({ name: name.trim(), language });
  };
  return (
    <form onSubmit={send}>
      <Stack gap="md">
        <TextInput
          label={t("learning.beta.name")}
          description={t("learning.beta.nameHint")}
          data-autofocus
          required
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div>
          <Text size="sm" fw={500} mb={4}>
            {t("learning.beta.language")}
          </Text>
          <SegmentedControl
            aria-label={t("learning.beta.language")}
            value={language}
            onChange={setLanguage}
            data={(["it", "en"] as const).map((value) => ({ value, label: t(`language.${value}`) }))}
          />
        </div>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onDone}>
            {t("action.cancel")}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={!name.trim()}>
            {t("learning.beta.create")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
