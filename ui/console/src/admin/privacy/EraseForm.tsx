import { Button, Code, Group, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { Trans, useTranslation } from "react-i18next";
import { ask } from "../../api/loose";
import type { Erasure, PersonFound } from "../../api/office";
import { useAsked } from "../../office/asked";
import { Fetched } from "../../office/Page";
import { useSave } from "../../office/useSave";

/** What would be erased, and the words to type for it. */
export function EraseForm({ person, onDone }: { person: PersonFound; onDone: () => void }) {
  const { t } = useTranslation();
  const at = `/api/conversations/${person.conversation_id}`;
  const erasure = useAsked<Erasure>(["erasure", person.conversation_id], `${at}/erasure`);
  const [typed, setTyped] = useState("");
  const erase = useSave(() => ask<Erasure>("POST", `${at}/erase`, { body: { confirm: typed.trim() } }), {
    changes: [["people"], ["thread"], ["board"]],
    done: t("admin.privacy.erased"),
    onSuccess: onDone,
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() === erasure.data?.phrase) erase.mutate(undefined);
  };
  return (
    <Fetched of={erasure}>
      {({ phrase, conversations, messages, attachments, cases, notes }) => (
        <form onSubmit={send}>
          <Stack gap="sm">
            <Text>
              {t("admin.privacy.takes", {
                conversations: conversations.length,
                messages,
                attachments,
                cases,
                notes,
              })}
            </Text>
            <Text c="var(--alarm)" fw={550}>
              {t("admin.privacy.forGood")}
            </Text>
            <TextInput
              label={
                <Trans i18nKey="admin.privacy.type" values={{ phrase }} components={{ phrase: <Code /> }} />
              }
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              autoComplete="off"
              spellCheck={false}
              data-autofocus
            />
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={onDone}>
                {t("action.cancel")}
              </Button>
              <Button type="submit" color="red" disabled={typed.trim() !== phrase} loading={erase.isPending}>
                {t("admin.privacy.eraseNow")}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Fetched>
  );
}
