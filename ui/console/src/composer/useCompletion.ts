import { type KeyboardEvent, useEffect, useState } from "react";
import type { ConversationHead } from "../api/types";
import type { Canned, Colleague } from "../api/work";
import { countUse } from "../api/workCalls";
import { useCanned, useColleagues } from "../state/queries";
import { useSession } from "../state/session";
import type { Choice } from "./CompletionList";
import { cannedText, findCanned } from "./canned";
import { type Asked, askedAt, filledIn, matches } from "./completion";
import type { Mode } from "./mode";

interface Field {
  text: string;
  /** Where the cursor is, in characters from the beginning. */
  cursor: number;
  put: (text: string, cursor: number) => void;
}

export interface Completion {
  asked: Asked | null;
  choices: Choice[];
  chosen: number;
  choose: (index: number) => void;
  point: (index: number) => void;
  /** Whether the key was meant for the list. */
  onKey: (event: KeyboardEvent) => boolean;
}

/** What `/` offers in an answer and `@` in a note. */
export function useCompletion(head: ConversationHead, mode: Mode, field: Field): Completion {
  const [chosen, point] = useState(0);
  /** The text that was there when Escape was pressed: until it changes, nothing is offered. */
  const [dismissed, dismiss] = useState<string | null>(null);
  const asked =
    dismissed === field.text ? null : askedAt(field.text, field.cursor, mode === "note" ? "@" : "/");
  const { options, coming } = useOptions(head, mode, asked);
  /** What was asked for when Enter was pressed before the list was there: it is chosen once it is. */
  const [entered, enter] = useState<string | null>(null);
  const query = asked && asked.sign + asked.query;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another query begins at its first answer
  useEffect(() => point(0), [query]);
  const choose = (index: number) => {
    const option = options[index];
    if (!asked || !option) return;
    field.put(...filledIn(field.text, asked, option.words));
    // A count: nothing is lost when it does not get through.
    if (mode === "reply") countUse(option.choice.key, head.id).catch(() => undefined);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the list's coming is waited for
  useEffect(() => {
    if (entered === null || coming) return;
    enter(null);
    if (entered === query) choose(chosen);
  }, [entered, coming]);
  const onKey = (event: KeyboardEvent): boolean => {
    if (!asked) return false;
    if (event.key === "Escape") dismiss(field.text);
    else if (coming && confirms(event)) enter(query);
    else if (options.length === 0) return false;
    else if (event.key === "ArrowDown") point((chosen + 1) % options.length);
    else if (event.key === "ArrowUp") point((chosen + options.length - 1) % options.length);
    else if (confirms(event)) choose(chosen);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  return { asked, choices: options.map(({ choice }) => choice), chosen, choose, point, onKey };
}

function confirms({ key, shiftKey }: KeyboardEvent): boolean {
  return (key === "Enter" || key === "Tab") && !shiftKey;
}

interface Option {
  choice: Choice;
  words: string;
}

interface Options {
  options: Option[];
  /** Whether the list is still on its way. */
  coming: boolean;
}

function useOptions(head: ConversationHead, mode: Mode, asked: Asked | null): Options {
  const { agent } = useSession();
  const { data: canned, isLoading: cannedComing } = useCanned();
  const { data: colleagues, isLoading: colleaguesComing } = useColleagues();
  if (!asked) return { options: [], coming: false };
  if (mode === "note") {
    const found = (colleagues ?? []).filter(named(asked.query)).slice(0, 8);
    return { options: found.map(asMention), coming: colleaguesComing };
  }
  const found = findCanned(canned ?? [], asked.query);
  return {
    options: found.map((item) => asAnswer(item, cannedText(item, head, agent.name))),
    coming: cannedComing,
  };
}

const named =
  (query: string) =>
  ({ name }: Colleague): boolean =>
    // A name that is there in full and followed by a space is done.
    matches(query, name) && query !== `${name} `;

function asMention({ id, name }: Colleague): Option {
  return { choice: { key: id, label: name, detail: "", preview: null }, words: `@${name} ` };
}

function asAnswer(item: Canned, text: string): Option {
  return {
    choice: { key: item.id, label: item.title, detail: `/${item.shortcut}`, preview: text },
    words: text,
  };
}
