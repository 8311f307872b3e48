import type { InboxGroup } from "../../api/learning";
import { step, useListKeys, walkedTo } from "../../keyboard/useListKeys";
import { toggleGroup, useChoice } from "./choice";
import { decisionOf } from "./decisions";
import { useBook } from "./useDecide";
import type { Deeds } from "./useDeeds";

interface Options {
  deeds: Deeds;
  groups: readonly InboxGroup[];
  /** Whether something can be decided in what is shown. */
  open: boolean;
  onHelp: () => void;
}

const ROWS = "[data-walk] [data-label]";

/** The whole inbox without a mouse. */
export function useInboxKeys({ deeds, groups, open, onHelp }: Options): void {
  const act = (deed: (group: string | null) => void) => () => {
    const group = walkedTo();
    const chosen = useChoice.getState();
    const some = chosen.groups.length > 0 || Object.keys(chosen.messages).length > 0;
    if (!open || !(group || some)) return;
    deed(group);
    if (!some) next();
  };
  /** What was decided needs nothing more: on to the next that is open. */
  const next = () => {
    const here = groups.findIndex(({ id }) => id === walkedTo());
    const book = useBook.getState();
    const after = groups.slice(here + 1).find(({ id }) => !decisionOf(book, id));
    if (after && decisionOf(book, groups[here]?.id ?? "")) focusGroup(after.id);
  };
  useListKeys({
    j: () => step(ROWS, 1),
    k: () => step(ROWS, -1),
    ArrowDown: () => step(ROWS, 1),
    ArrowUp: () => step(ROWS, -1),
    x: () => {
      const group = walkedTo();
      if (open && group && !decisionOf(useBook.getState(), group)) toggleGroup(group);
    },
    a: act(deeds.accept),
    h: act(deeds.changeHome),
    d: act(deeds.dismiss),
    z: () => deeds.undo(),
    "?": onHelp,
  });
}

function focusGroup(id: string): void {
  document.querySelector<HTMLElement>(`[data-walk="${CSS.escape(id)}"] [data-label]`)?.focus();
}
