import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { create } from "zustand";
import { asDeskError } from "../../api/errors";
import type { DecideOut, Home, ReopenedOut } from "../../api/learning";
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
  /** Opens groups again; the draft loses what they had put into it, but for what somebody has worked on since. */
  const open = useCallback(
    async (groups: readonly string[], accepted: boolean) => {
      const answer = await ask<ReopenedOut>("POST", "/api/content/inbox/reopen", { body: { groups } });
      const message = reopenedWords(answer.taken_back, accepted);
      if (message) notifications.show({ message: t(...message) });
      return () =>
        Promise.all(
          [inboxKey, ...contentChanges].map((queryKey) =>
            client.invalidateQueries({ queryKey: [...queryKey] }),
          ),
        );
    },
    [client, t],
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
        const refresh = await open(decision.groups, decision.verdict === "accept" && decision.done > 0);
        write((known) => book.undone(known, decision.id));
        await refresh();
      } catch (error) {
        const reason = complain("learning.inbox.notUndone", error);
        write((known) => book.refuseUndo(known, decision.id, reason));
      }
    },
    [complain, open],
  );
  const reopen = useCallback(
    async (groups: string[]) => {
      try {
        const refresh = await open(groups, false);
        write((known) => book.reopened(known, groups));
        await refresh();
      } catch (error) {
        complain("learning.inbox.notUndone", error);
        await client.invalidateQueries({ queryKey: inboxKey });
      }
    },
    [client, complain, open],
  );
  return { decide, undo, reopen };
}

/** What to say after groups were opened again: nothing where nothing had gone anywhere. */
function reopenedWords(count = 0, accepted = false) {
  if (count > 0) return ["learning.inbox.takenBack", { count }] as const;
  return accepted ? (["learning.inbox.stays"] as const) : null;
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
