import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { asDeskError } from "../api/errors";
import type { Message } from "../api/types";
import type { FlagKind } from "../api/work";
import * as work from "../api/workCalls";

export const FLAGS: readonly FlagKind[] = ["should_be_answered", "answered_wrong"];

type Flags = Readonly<Record<string, FlagKind>>;

const flagsKey = (conversationId: string) => ["flags", conversationId] as const;

/** What colleagues said of the assistant's understanding, by the shopper's message. */
function useFlags<Chosen>(conversationId: string, choose: (flags: Flags) => Chosen) {
  return useQuery({
    queryKey: flagsKey(conversationId),
    queryFn: () => work.flags(conversationId),
    select: choose,
    staleTime: 60_000,
    retry: (count, error) => asDeskError(error).passing && count < 2,
  });
}

/** The flag of one message, or null. */
export function useFlagOf({ id, conversation_id, author }: Message): FlagKind | null {
  const { data } = useFlags(conversation_id, (flags) => flags[id] ?? null);
  return author === "shopper" ? (data ?? null) : null;
}

export interface Flagging {
  message: Message;
  kind: FlagKind;
}

/** Puts a flag at a message, or takes the same one away again. */
export function useFlagging() {
  const client = useQueryClient();
  const { t } = useTranslation();
  return useMutation({
    mutationFn: async ({ message, kind }: Flagging) => {
      const known = client.getQueryData<Flags>(flagsKey(message.conversation_id)) ?? {};
      return work.flag(message.id, known[message.id] === kind ? null : kind);
    },
    onSuccess: (flag, { message }) => {
      client.setQueryData<Flags>(flagsKey(message.conversation_id), (known) => withFlag(known ?? {}, flag));
      const said = flag.kind ? t(`flag.said.${flag.kind}`) : t("flag.gone");
      notifications.show({ message: said, autoClose: 2_500 });
    },
    onError: (error) => {
      const { status, message } = asDeskError(error);
      const why = status === 0 ? t("error.unreachable") : message;
      notifications.show({ color: "red", title: t("flag.failed"), message: why, role: "alert" });
    },
  });
}

function withFlag(known: Flags, { message_id, kind }: work.Flag): Flags {
  const { [message_id]: _before, ...others } = known;
  return kind ? { ...others, [message_id]: kind } : others;
}

/** Where a key puts a flag: at the message that has the focus, or at the shopper's last one. */
export function flagTarget(messages: readonly Message[]): Message | null {
  const focused = document.activeElement?.closest<HTMLElement>("[data-message]")?.dataset.message;
  const named = messages.find(({ id }) => id === focused);
  if (named && canBeFlagged(named)) return named;
  return [...messages].reverse().find(({ author, text }) => author === "shopper" && text !== "") ?? null;
}

export function canBeFlagged({ author, text }: Message): boolean {
  return (author === "shopper" || author === "bot") && text !== "";
}
