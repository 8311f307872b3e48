import { useHotkeys } from "@mantine/hooks";
import type { Case } from "../api/types";
import { useSections } from "../cases/useBoard";
import { askConfirmation } from "../conversation/confirmation";
import { focusedConversation, focusReply, keysAreTaken, moveInQueue } from "../conversation/focus";
import { useTake } from "../conversation/useTake";
import { usePreferences } from "../state/preferences";

interface Options {
  conversationId: string | null;
  onHelp: () => void;
}

/** The keys that work wherever nothing is being written and no dialog is open. */
export function useShellKeys({ conversationId, onHelp }: Options): void {
  const singleKeys = usePreferences((state) => state.singleKeys);
  const { mine } = useSections();
  const { take } = useTake();
  const target = () => focusedConversation() ?? conversationId;

  const free = (act: () => void) => () => {
    if (!keysAreTaken()) act();
  };
  const withMine = (act: (item: Case) => void) =>
    free(() => {
      const item = mine.find(({ conversation_id }) => conversation_id === target());
      if (item) act(item);
    });
  const inList = (step: 1 | -1) => (event: KeyboardEvent) => {
    if (keysAreTaken() || !document.activeElement?.closest("[data-cases]")) return;
    event.preventDefault();
    moveInQueue(step);
  };

  useHotkeys([
    ["ArrowDown", inList(1), { preventDefault: false }],
    ["ArrowUp", inList(-1), { preventDefault: false }],
  ]);
  useHotkeys(
    singleKeys
      ? [
          ["j", free(() => moveInQueue(1))],
          ["k", free(() => moveInQueue(-1))],
          ["t", free(() => takeIfAny(target(), take))],
          ["r", free(focusReply)],
          ["e", withMine((item) => askConfirmation("resolve", item.conversation_id))],
          ["b", withMine((item) => askConfirmation("hand-back", item.conversation_id))],
          ["shift+?", free(onHelp), { usePhysicalKeys: false }],
          ["?", free(onHelp)],
        ]
      : [],
  );
}

function takeIfAny(conversationId: string | null, take: (conversationId: string) => void): void {
  if (conversationId) take(conversationId);
}
