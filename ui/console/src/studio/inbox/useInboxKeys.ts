import { step, stepPast, useListKeys, walkedTo } from "../../keyboard/useListKeys";
import { toggleGroup, useChoice } from "./choice";
import { decisionOf } from "./decisions";
import { ROWS } from "./rows";
import { useBook } from "./useDecide";
import type { Deeds } from "./useDeeds";

interface Options {
  deeds: Deeds;
  /** Whether something can be decided in what is shown. */
  open: boolean;
  onHelp: () => void;
}

/** The whole inbox without a mouse. */
export function useInboxKeys({ deeds, open, onHelp }: Options): void {
  const act = (deed: (group: string | null) => void) => () => {
    const group = walkedTo();
    const chosen = useChoice.getState();
    const some = chosen.groups.length > 0 || Object.keys(chosen.messages).length > 0;
    if (!open || !(group || some)) return;
    deed(group);
    if (group && !some) stepPast(group, ROWS);
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
