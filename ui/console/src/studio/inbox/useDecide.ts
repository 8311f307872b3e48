import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { create } from "zustand";
import { asDeskError } from "../../api/errors";
import type { DecideOut, Home } from "../../api/learning";
import { ask } from "../../api/loose";
import { tick } from "../../state/known";
import { contentChanges } from "../asked";
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
  const { t } = useTranslation();
  /** Words that are in the draft are the editor's to take out: somebody may have worked on them since. */
  const tellWhatStays = useCallback(
    ({ verdict, done }: book.Decision) => {
      if (verdict === "accept" && done > 0) notifications.show({ message: t("learning.inbox.stays") });
    },
    [t],
  );
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
        await Promise.all(
          contentChanges.map((queryKey) => client.invalidateQueries({ queryKey: [...queryKey] })),
        );
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
        await ask("POST", "/api/content/inbox/reopen", { body: { groups: decision.groups } });
        write((known) => book.undone(known, decision.id));
        tellWhatStays(decision);
        await client.invalidateQueries({ queryKey: inboxKey });
      } catch (error) {
        const reason = complain("learning.inbox.notUndone", error);
        write((known) => book.refuseUndo(known, decision.id, reason));
      }
    },
    [client, complain, tellWhatStays],
  );
  const reopen = useCallback(
    async (groups: string[]) => {
      try {
        await ask("POST", "/api/content/inbox/reopen", { body: { groups } });
        write((known) => book.reopened(known, groups));
      } catch (error) {
        complain("learning.inbox.notUndone", error);
      }
      await client.invalidateQueries({ queryKey: inboxKey });
    },
    [client, complain],
  );
  return { decide, undo, reopen };
}

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
