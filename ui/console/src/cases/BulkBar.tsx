import { ActionIcon, Button, Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconX } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { asDeskError } from "../api/errors";
import type { BulkDone } from "../api/work";
import { type BulkAsked, bulk } from "../api/workCalls";
import { boardKey } from "../state/cache";
import { useTags } from "../state/queries";
import { askTransfer } from "../transfer/asked";
import classes from "./QueueTools.module.css";
import { endSelecting, keepSelected, useSelection } from "./selection";

/** The desk takes at most so many at once. */
const AT_ONCE = 100;

/** What can be done to all that is selected. */
export function BulkBar() {
  const { t } = useTranslation();
  const chosen = useSelection((state) => state.chosen);
  const { mutate, isPending } = useBulk();
  const conversations = Object.values(chosen).map(({ conversation_id }) => conversation_id);
  const count = conversations.length;
  if (count === 0) return null;
  const act = (asked: Omit<BulkAsked, "conversations">) => mutate({ ...asked, conversations });
  return (
    <div className={classes.bulk} role="toolbar" aria-label={t("select.bar")} data-bulk>
      <b role="status">{t("select.count", { count })}</b>
      <Button size="compact-sm" loading={isPending} onClick={() => act({ action: "take" })}>
        {t("bulk.take")}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => act({ action: "resolve" })}>
        {t("bulk.resolve")}
      </Button>
      <TagMenu label={t("bulk.tag")} onChoose={(tag) => act({ action: "tag", tag })} />
      <TagMenu label={t("bulk.untag")} onChoose={(tag) => act({ action: "untag", tag })} />
      <Button size="compact-sm" variant="default" onClick={() => askTransfer(conversations)}>
        {t("bulk.transfer")}
      </Button>
      <ActionIcon ms="auto" size={28} aria-label={t("select.stop")} onClick={endSelecting}>
        <IconX size={16} />
      </ActionIcon>
    </div>
  );
}

function TagMenu({ label, onChoose }: { label: string; onChoose: (tag: string) => void }) {
  const { data: tags } = useTags();
  return (
    <Menu position="top-start">
      <Menu.Target>
        <Button size="compact-sm" variant="default" disabled={!tags?.length}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {tags?.map(({ id, name }) => (
          <Menu.Item key={id} onClick={() => onChoose(id)}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Does it to a hundred at a time, says what became of it, and keeps what failed selected. */
export function useBulk() {
  const client = useQueryClient();
  const { t } = useTranslation();
  return useMutation({
    mutationFn: async ({ conversations, ...asked }: BulkAsked): Promise<BulkDone> => {
      const result: BulkDone = { done: [], failed: [] };
      for (let from = 0; from < conversations.length; from += AT_ONCE) {
        const part = await bulk({ ...asked, conversations: conversations.slice(from, from + AT_ONCE) });
        result.done.push(...part.done);
        result.failed.push(...part.failed);
      }
      return result;
    },
    onSuccess: ({ done, failed }) => {
      if (done.length > 0) notifications.show({ message: t("bulk.done", { count: done.length }) });
      const reason = failed[0]?.message ?? "";
      if (failed.length > 0) complain(t("bulk.failed", { count: failed.length, reason }));
      keepSelected(failed.map(({ id }) => id));
    },
    onError: (error) => complain(asDeskError(error).message || t("error.unreachable")),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: boardKey });
      void client.invalidateQueries({ queryKey: ["thread"] });
    },
  });

  function complain(message: string): void {
    notifications.show({ color: "red", title: t("bulk.error"), message, role: "alert" });
  }
}
