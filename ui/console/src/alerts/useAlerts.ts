import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import type { Case, Message } from "../api/types";
import type { Breach, ClosingWindow, Note } from "../api/work";
import type { Board } from "../cases/board";
import type { News } from "../live/socket";
import { boardKey } from "../state/cache";
import { type Topic, usePreferences } from "../state/preferences";
import { useSession } from "../state/session";
import { beep } from "./beep";
import { showOnDesktop } from "./desktop";

/** Tells the agent what they asked to be told: who waits, who writes, who calls them, what is due, what they were given. */
export function useAlerts(openConversation: string | null): (news: News) => void {
  const client = useQueryClient();
  const { agent } = useSession();
  const { t } = useTranslation();
  const [, go] = useLocation();
  const told = useRef(new Set<string>());

  return ({ case: item, message, note, breach, window: closing }) => {
    if (item) tellOfCase(item);
    if (message) tellOfMessage(message);
    if (note) tellOfNote(note);
    if (breach) tellOfBreach(breach);
    if (closing) tellOfWindow(closing);
  };

  function tellOfCase(item: Case): void {
    const name = nameIn(item);
    const given = item.assigned_by === "rota" && item.state === "taken" && item.agent?.id === agent.id;
    if (given && isNew(`given ${item.id} ${item.taken_at}`))
      tell("assigned", t("alerts.given", { name }), item.last_text ?? "", item.conversation_id);
    if (item.state === "waiting" && isNew(`case ${item.id} ${item.bounces ?? 0}`))
      tell("waiting", t("alert.waiting", { name }), item.last_text ?? "", item.conversation_id);
  }

  function tellOfMessage({ author, conversation_id, id, text }: Message): void {
    const item = mineOf(conversation_id);
    if (author !== "shopper" || !item || !isNew(`message ${id}`)) return;
    if (conversation_id === openConversation && document.hasFocus()) return;
    tell("messages", t("alert.message", { name: nameIn(item) }), text, conversation_id);
  }

  function tellOfNote({ id, author, mentions, text, conversation_id }: Note): void {
    if (author.id === agent.id || !mentions.includes(agent.id) || !isNew(`note ${id}`)) return;
    const title = t("alerts.mentioned", { author: author.name });
    tell("mentions", title, text, conversation_id);
    notifications.show({ title, message: text });
  }

  function tellOfBreach({ case_id, kind, state }: Breach): void {
    const item = client.getQueryData<Board>(boardKey)?.cases.items[case_id];
    if (item?.agent?.id !== agent.id || !isNew(`breach ${case_id} ${kind} ${state} ${item.last_at}`)) return;
    const title = t(`sla.${state}`, { name: nameIn(item) });
    tell("sla", title, item.last_text ?? "", item.conversation_id);
    notifications.show({ color: state === "breached" ? "red" : "yellow", message: title });
  }

  function tellOfWindow({ case_id, conversation_id, closes_at }: ClosingWindow): void {
    const item = mineOf(conversation_id);
    if (!item || !isNew(`window ${case_id} ${closes_at}`)) return;
    const title = t("alerts.window", { name: nameIn(item) });
    tell("sla", title, item.last_text ?? "", conversation_id);
    notifications.show({ color: "yellow", message: title });
  }

  function nameIn(item: Case): string {
    return item.contact_name || t("person.unnamed");
  }

  function tell(topic: Topic, title: string, body: string, conversationId: string): void {
    const { sound, desktop, tell: wanted } = usePreferences.getState();
    if (wanted[topic] === false) return;
    if (sound) beep();
    if (desktop && !document.hasFocus()) showOnDesktop(title, body, () => go(`/c/${conversationId}`));
  }

  /** The same case or message is told again whenever something about it changes. */
  function isNew(name: string): boolean {
    if (told.current.has(name)) return false;
    told.current.add(name);
    return true;
  }

  function mineOf(conversationId: string): Case | undefined {
    const cases = client.getQueryData<Board>(boardKey)?.cases.items ?? {};
    return Object.values(cases).find(
      (item) =>
        item.conversation_id === conversationId && item.state === "taken" && item.agent?.id === agent.id,
    );
  }
}
