import { Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../shell/Dialog";
import { draftKey, useDrafts } from "../state/drafts";
import { useOutbox } from "../state/outbox";
import { useSession } from "../state/session";
import { closeConfirmation, type Final, useConfirmation } from "./confirmation";
import { useDeed } from "./useDeeds";

/** Before a conversation leaves an agent's hands. */
export function ConfirmDialog() {
  const { t } = useTranslation();
  const asked = useConfirmation((state) => state.asked);
  return (
    <Dialog
      opened={asked !== null}
      onClose={closeConfirmation}
      title={asked ? t(`confirm.${asked.deed}.title`) : ""}
    >
      {asked && <Question {...asked} />}
    </Dialog>
  );
}

function Question({ deed, conversationId }: { deed: Final; conversationId: string }) {
  const { t } = useTranslation();
  const { mutate } = useDeed(deed);
  const unfinished = useUnfinished(conversationId);
  const [note, setNote] = useState("");
  const confirm = () => {
    mutate({ conversationId, note: note.trim() });
    closeConfirmation();
  };
  return (
    <Stack gap="md">
      <Text>{t(`confirm.${deed}.text`)}</Text>
      {unfinished && <Text c="var(--wait)">{t("confirm.unfinished")}</Text>}
      {deed === "hand-back" && (
        <Textarea
          label={t("handBack.note")}
          placeholder={t("handBack.notePlaceholder")}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={4000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={closeConfirmation}>
          {t("action.cancel")}
        </Button>
        <Button data-autofocus onClick={confirm}>
          {t(`confirm.${deed}.yes`)}
        </Button>
      </Group>
    </Stack>
  );
}

/** Whether something was begun here that the shopper has not got. */
function useUnfinished(conversationId: string): boolean {
  const { agent } = useSession();
  const draft = useDrafts(({ texts }) => texts[draftKey(agent.id, conversationId)] ?? "");
  const unsent = useOutbox((state) => state.unsent.some((item) => item.conversationId === conversationId));
  return draft.trim() !== "" || unsent;
}
