import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Home, InboxGroup } from "../../api/learning";
import { stepPast } from "../../keyboard/useListKeys";
import { useChoice } from "./choice";
import { type Decision, decisionOf, lastKept } from "./decisions";
import { ROWS } from "./rows";
import { useBook, useDecide } from "./useDecide";

/** Milliseconds after which a dialog has given the focus back. */
const DIALOG_GONE = 150;

/** What a home is looked for: whole groups, or messages split off one. */
export interface Asked {
  groups: string[];
  messages: string[];
  /** Words a new topic could be named by. */
  label: string;
  /** Whether a new topic is what is proposed. */
  fresh: boolean;
}

export interface Deeds {
  asked: Asked | null;
  stopAsking: () => void;
  chooseHome: (home: Home) => void;
  /** Each of these acts on what is selected, else on the group that is named. */
  accept: (group: string | null) => void;
  dismiss: (group: string | null) => void;
  changeHome: (group: string | null) => void;
  /** For the messages of a group that are to be split off. */
  splitHome: (group: string) => void;
  splitDismiss: (group: string) => void;
  /** Puts a group that was decided on another day back among the open ones. */
  reopen: (group: string) => void;
  undo: (decision?: Decision) => void;
}

/** What an editor does with the groups that are shown. */
export function useDeeds(shown: readonly InboxGroup[]): Deeds {
  const { t } = useTranslation();
  const { decide, undo, reopen } = useDecide();
  const [asked, setAsked] = useState<Asked | null>(null);
  return {
    asked,
    stopAsking: () => setAsked(null),
    chooseHome: (home) => {
      setAsked(null);
      if (!asked) return;
      void decide({ groups: asked.groups, messages: asked.messages, verdict: "accept", home });
      const [last] = asked.groups.slice(-1);
      if (last) stepPast(last, ROWS, DIALOG_GONE);
    },
    accept: (group) => acceptAsProposed(meant(group, shown)),
    dismiss: (group) => {
      const { groups, messages } = meant(group, shown);
      if (groups.length > 0) void decide({ groups: ids(groups), messages, verdict: "dismiss" });
    },
    changeHome: (group) => askHome(meant(group, shown), false),
    splitHome: (group) => askHome(splitOff(group, shown), false),
    splitDismiss: (group) => {
      void decide({ groups: [group], messages: splitOff(group, shown).messages, verdict: "dismiss" });
    },
    reopen: (group) => void reopen([group]),
    undo: (decision) => {
      const last = decision ?? lastKept(useBook.getState());
      if (last) void undo(last);
      else notifications.show({ message: t("learning.inbox.nothingToUndo") });
    },
  };

  /** A new topic needs a title: of several, those wait until one looks at each. */
  function acceptAsProposed({ groups, messages }: Meant): void {
    const fresh = groups.filter(({ proposed }) => proposed.home === "new");
    if (groups.length === 1 && fresh.length === 1) {
      askHome({ groups, messages }, true);
      return;
    }
    const ready = groups.filter(({ proposed }) => proposed.home !== "new");
    if (ready.length > 0) void decide({ groups: ids(ready), messages, verdict: "accept", home: home(ready) });
    if (fresh.length > 0)
      notifications.show({ message: t("learning.inbox.needTitles", { count: fresh.length }) });
  }

  function askHome({ groups, messages }: Meant, fresh: boolean): void {
    const [first] = groups;
    if (!first) return;
    const split = first.messages.find(({ id }) => id === messages[0]);
    const { label } = first;
    setAsked({ groups: ids(groups), messages, label: split?.text ?? label, fresh });
  }
}

interface Meant {
  groups: InboxGroup[];
  messages: string[];
}

/** What is selected, else what is split off the named group, else that group; never what is decided already. */
function meant(named: string | null, shown: readonly InboxGroup[]): Meant {
  const { groups, messages } = useChoice.getState();
  if (groups.length === 0 && named !== null && Object.values(messages).includes(named))
    return splitOff(named, shown);
  const wanted = groups.length > 0 ? groups : [named];
  const book = useBook.getState();
  return {
    groups: shown.filter(({ id }) => wanted.includes(id) && !decisionOf(book, id)),
    messages: [],
  };
}

function splitOff(group: string, shown: readonly InboxGroup[]): Meant {
  const { messages } = useChoice.getState();
  const chosen = Object.entries(messages).filter(([, of]) => of === group);
  return { groups: shown.filter(({ id }) => id === group), messages: chosen.map(([id]) => id) };
}

const ids = (groups: readonly InboxGroup[]): string[] => groups.map(({ id }) => id);

/** One group's proposal is named, so that the desk takes what the editor saw; several have each their own. */
function home(groups: readonly InboxGroup[]): Home | null {
  const [only, another] = groups;
  if (!only || another) return null;
  return { home: only.proposed.home, intent: only.proposed.intent, title: only.proposed.title };
}
