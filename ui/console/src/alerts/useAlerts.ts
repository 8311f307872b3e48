import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import type { Case } from "../api/types";
import type { Board } from "../cases/board";
import type { News } from "../live/socket";
import { boardKey } from "../state/cache";
import { usePreferences } from "../state/preferences";
import { useSession } from "../state/session";
import { beep } from "./beep";
import { showOnDesktop } from "./desktop";

/** Tells the agent of a new case that waits, and of a shopper's message in a case of theirs. */
export function useAlerts(openConversation: string | null): (news: News) => void {
  const client = useQueryClient();
  const { agent } = useSession();
  const { t } = useTranslation();
  const [, go] = useLocation();
  const told = useRef(new Set<string>());

  return ({ case: item, message }) => {
    if (item?.state === "waiting" && isNew(`case ${item.id}`)) {
      tell(
        t("alert.waiting", { name: item.contact_name || t("person.unnamed") }),
        item.last_text ?? "",
        item.conversation_id,
      );
    }
    if (message?.author !== "shopper" || !isMine(message.conversation_id) || !isNew(`message ${message.id}`))
      return;
    if (message.conversation_id === openConversation && document.hasFocus()) return;
    const name = caseOf(message.conversation_id)?.contact_name || t("person.unnamed");
    tell(t("alert.message", { name }), message.text, message.conversation_id);
  };

  function tell(title: string, body: string, conversationId: string): void {
    const { sound, desktop } = usePreferences.getState();
    if (sound) beep();
    if (desktop && !document.hasFocus()) showOnDesktop(title, body, () => go(`/c/${conversationId}`));
  }

  /** The same case or message is told again whenever something about it changes. */
  function isNew(name: string): boolean {
    if (told.current.has(name)) return false;
    told.current.add(name);
    return true;
  }

  function caseOf(conversationId: string): Case | undefined {
    const cases = client.getQueryData<Board>(boardKey)?.cases.items ?? {};
    return Object.values(cases).find(
      (item) => item.conversation_id === conversationId && item.state === "taken",
    );
  }

  function isMine(conversationId: string): boolean {
    return caseOf(conversationId)?.agent?.id === agent.id;
  }
}
