import { create } from "zustand";

interface Choice {
  /** Groups that are selected, in the order in which they were. */
  groups: readonly string[];
  /** Messages that are to be split off, and the group each is in. */
  messages: Readonly<Record<string, string>>;
}

export const useChoice = create<Choice>()(() => ({ groups: [], messages: {} }));

export function toggleGroup(id: string): void {
  useChoice.setState(({ groups }) => ({
    groups: groups.includes(id) ? groups.filter((one) => one !== id) : [...groups, id],
  }));
}

/** Messages are chosen within one group at a time: what is split off is decided together. */
export function toggleMessage(id: string, group: string): void {
  useChoice.setState(({ messages }) => {
    const kept = Object.entries(messages).filter(([one, of]) => of === group && one !== id);
    return { messages: Object.fromEntries(id in messages ? kept : [...kept, [id, group]]) };
  });
}

export function chooseGroups(ids: readonly string[]): void {
  useChoice.setState({ groups: ids });
}

/** What was decided is no longer selected. */
export function forget(groups: readonly string[]): void {
  useChoice.setState(({ groups: chosen, messages }) => ({
    groups: chosen.filter((id) => !groups.includes(id)),
    messages: Object.fromEntries(Object.entries(messages).filter(([, group]) => !groups.includes(group))),
  }));
}

export function forgetAll(): void {
  useChoice.setState({ groups: [], messages: {} });
}
