import { Button, Group, Stack, Textarea, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { asDeskError } from "../api/errors";
import { type Destination, transfer } from "../api/workCalls";
import { useBulk } from "../cases/BulkBar";
import { Dialog } from "../shell/Dialog";
import { boardKey, threadKey } from "../state/cache";
import { closeTransfer, useAskedTransfer } from "./asked";
import { Destinations, type Option, useOptions } from "./Destinations";

/** Passes conversations to a colleague or a team, with what they should know. */
export function TransferDialog() {
  const { t } = useTranslation();
  const conversations = useAskedTransfer((state) => state.conversations);
  const count = conversations?.length ?? 0;
  return (
    <Dialog
      opened={conversations !== null}
      onClose={closeTransfer}
      title={count > 1 ? t("transfer.titleMany", { count }) : t("transfer.title")}
    >
      {conversations && <Form conversations={conversations} />}
    </Dialog>
  );
}

function Form({ conversations }: { conversations: string[] }) {
  const { t } = useTranslation();
  const [query, setQuery] = useState("");
  const [note, setNote] = useState("");
  const [chosen, choose] = useState<string | null>(null);
  const options = useOptions(query);
  const option = options.find(({ key }) => key === chosen) ?? null;
  const { send, isPending } = useTransfer(conversations);
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || options.length === 0) return;
    event.preventDefault();
    const at = options.findIndex(({ key }) => key === chosen);
    choose(options[(at + step + options.length) % options.length]?.key ?? null);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (option && !isPending) send(option, note.trim());
      }}
    >
      <Stack gap="sm">
        <TextInput
          data-autofocus
          label={t("transfer.search")}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={onKey}
        />
        <Destinations options={options} chosen={chosen} onChoose={choose} />
        <Textarea
          label={t("transfer.note")}
          placeholder={t("transfer.notePlaceholder")}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={4000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={closeTransfer}>
            {t("action.cancel")}
          </Button>
          <Button type="submit" disabled={!option} loading={isPending}>
            {t("transfer.action")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function useTransfer(conversations: string[]) {
  const client = useQueryClient();
  const { t } = useTranslation();
  const many = useBulk();
  const one = useMutation({
    mutationFn: ({ id, to, note }: { id: string; to: Destination; note: string; name: string }) =>
      transfer(id, to, note),
    onSuccess: (_done, { name }) => {
      notifications.show({ message: t("transfer.done", { name }) });
      closeTransfer();
    },
    onError: (error) =>
      notifications.show({
        color: "red",
        title: t("transfer.failed"),
        message: asDeskError(error).message || t("error.unreachable"),
        role: "alert",
      }),
    onSettled: (_done, _error, { id }) => {
      void client.invalidateQueries({ queryKey: boardKey });
      void client.invalidateQueries({ queryKey: threadKey(id) });
    },
  });
  const send = ({ to, name }: Option, note: string) => {
    const [id] = conversations;
    if (conversations.length === 1 && id) return one.mutate({ id, to, note, name });
    many.mutate({ action: "transfer", conversations, ...to, note }, { onSuccess: closeTransfer });
  };
  return { send, isPending: one.isPending || many.isPending };
}
