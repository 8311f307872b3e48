import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { create } from "zustand";
import { asDeskError } from "../../api/errors";
import type { DecideOut, Home } from "../../api/learning";
import { ask } from "../../api/loose";
import { tick } from "../../state/known";
import { forget } from "./choice";
import * as book from "./decisions";

export const inboxKey = ["content-inbox"] as const;

export const useBook = create<book.Book>()(() => book.emptyBook);

export interface Wanted {
  groups: string[];
  messages?: string[];
  verdict: book.Decision["verdict"];
  home?: Home | null;
}

const write = (next: (known: book.Book) => book.Book) => useBook.setState(next);

/** Decides at once on the page, and tells truly what the desk made of it. */
export function useDecide() {
  const client = useQueryClient();
  const complain = useComplaint();
  const decide = useCallback(
    async ({ groups, messages = [], verdict, home = null }: Wanted) => {
      const id = tick();
      write((known) => book.begin(known, { id, groups, messages, verdict, home }));
      forget(groups);
      // Where single messages are split off, they are named, and their group stays as it is.
      const body = { groups: messages.length > 0 ? [] : groups, messages, decision: verdict, home };
      try {
        const answer = await ask<DecideOut>("POST", "/api/content/inbox/decide", { body });
        write((known) => book.confirm(known, id, answer));
        await client.invalidateQueries({ queryKey: ["content"] });
      } catch (error) {
        const reason = complain("learning.inbox.notDecided", error);
        write((known) => book.refuse(known, id, reason));
        await client.invalidateQueries({ queryKey: inboxKey });
      }
    },
    [client, complain],
  );
  const undo = useCallback(
    async (decision: book.Decision) => {
      write((known) => book.beginUndo(known, decision.id));
      try {
        const split = decision.messages.length > 0;
        const body = { groups: split ? [] : decision.groups, messages: decision.messages };
        await ask("POST", "/api/content/inbox/reopen", { body });
        write((known) => book.undone(known, decision.id));
        await client.invalidateQueries({ queryKey: inboxKey });
      } catch (error) {
        const reason = complain("learning.inbox.notUndone", error);
        write((known) => book.refuseUndo(known, decision.id, reason));
      }
    },
    [client, complain],
  );
  const reopen = useCallback(
    async (groups: string[]) => {
      try {
        await ask("POST", "/api/content/inbox/reopen", { body: { groups, messages: [] } });
        write((known) => ({ ...known, decisions: known.decisions.filter((one) => !concerns(one, groups)) }));
      } catch (error) {
        complain("learning.inbox.notUndone", error);
      }
      await client.invalidateQueries({ queryKey: inboxKey });
    },
    [client, complain],
  );
  return { decide, undo, reopen };
}

const concerns = (decision: book.Decision, groups: readonly string[]): boolean =>
  decision.groups.some((group) => groups.includes(group));

/** Says why something did not happen; returns the sentence. */
function useComplaint() {
  const { t } = useTranslation();
  return useCallback(
    (title: "learning.inbox.notDecided" | "learning.inbox.notUndone", error: unknown) => {
      const { message, status } = asDeskError(error);
      const reason = message || t(status === 0 ? "error.unreachable" : "error.unexpected");
      notifications.show({ color: "red", title: t(title), message: reason, role: "alert" });
      return reason;
    },
    [t],
  );
}
