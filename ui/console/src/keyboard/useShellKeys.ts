import { useHotkeys } from "@mantine/hooks";
import { useLocation } from "wouter";
import type { Case } from "../api/types";
import { openFilters } from "../cases/FilterMenu";
import { focusedCase, moveInQueue } from "../cases/navigator";
import { endSelecting, selectTo, startSelecting, toggle, useSelection } from "../cases/selection";
import { useSections } from "../cases/useBoard";
import { startNote, startReply } from "../composer/mode";
import { askConfirmation } from "../conversation/confirmation";
import { keysAreTaken } from "../conversation/focus";
import { useTake } from "../conversation/useTake";
import type { OfficePlace } from "../office/place";
import { showLeft } from "../shell/left";
import { usePreferences } from "../state/preferences";
import { openTags } from "../tags/TagsEditor";
import { askTransfer } from "../transfer/asked";

interface Options {
  conversationId: string | null;
  /** The page beside the conversations that is open: it has keys of its own. */
  office: OfficePlace | null;
  onHelp: () => void;
}

/** The keys that work wherever nothing is being written and no dialog is open. */
export function useShellKeys({ conversationId, office, onHelp }: Options): void {
  const singleKeys = usePreferences((state) => state.singleKeys);
  const { mine } = useSections();
  const { take } = useTake();
  const [place, go] = useLocation();
  const target = () => focusedCase()?.conversation_id ?? conversationId;

  const free = (act: () => void) => () => {
    if (!keysAreTaken()) act();
  };
  const withTarget = (act: (conversation: string) => void) =>
    free(() => {
      const conversation = target();
      if (conversation) act(conversation);
    });
  const withOpen = (act: (conversation: string) => void) => free(() => conversationId && act(conversationId));
  const withMine = (act: (conversation: string) => void) =>
    withTarget((conversation) => {
      if (mine.some(({ conversation_id }) => conversation_id === conversation)) act(conversation);
    });
  const toDetails = (conversation: string) =>
    go(place.endsWith("/details") ? `/c/${conversation}` : `/c/${conversation}/details`);

  useQueueKeys();
  useHotkeys(
    singleKeys
      ? [
          ["shift+?", free(onHelp), { usePhysicalKeys: false }],
          ["?", free(onHelp)],
        ]
      : [],
  );
  useHotkeys(
    singleKeys && !office
      ? [
          ["j", free(() => moveInQueue(1))],
          ["k", free(() => moveInQueue(-1))],
          ["t", withTarget(take)],
          ["r", withOpen(startReply)],
          ["n", withOpen(startNote)],
          ["e", withMine((id) => askConfirmation("resolve", id))],
          ["b", withMine((id) => askConfirmation("hand-back", id))],
          ["f", withMine((id) => askTransfer([id]))],
          ["l", withOpen(openTags)],
          ["i", withOpen(toDetails)],
          ["w", free(() => why(conversationId))],
          ["v", free(openFilters)],
          ["m", free(() => showLeft("mentions"))],
          ["q", free(() => showLeft("queue"))],
          ["x", free(() => (useSelection.getState().on ? endSelecting() : startSelecting()))],
          ["/", free(() => showLeft("search")), { usePhysicalKeys: false }],
          ["shift+/", free(() => showLeft("search")), { usePhysicalKeys: false }],
        ]
      : [],
  );
}

/** Arrows, space and shift within the list. */
function useQueueKeys(): void {
  const inList = (act: (item: Case) => void) => (event: KeyboardEvent) => {
    const item = keysAreTaken() ? null : focusedCase();
    if (!item || document.activeElement?.matches("button")) return;
    event.preventDefault();
    act(item);
  };
  const extend = (step: 1 | -1) =>
    inList((item) => {
      if (!useSelection.getState().from) toggle(item);
      const next = moveInQueue(step);
      if (next) selectTo(next);
    });
  useHotkeys([
    ["ArrowDown", inList(() => moveInQueue(1)), { preventDefault: false }],
    ["ArrowUp", inList(() => moveInQueue(-1)), { preventDefault: false }],
    ["shift+ArrowDown", extend(1), { preventDefault: false }],
    ["shift+ArrowUp", extend(-1), { preventDefault: false }],
    ["space", inList(toggle), { preventDefault: false }],
  ]);
}

/** Opens the reasons of the place of the case that has the focus, or of the open one. */
function why(conversationId: string | null): void {
  const row = document.activeElement?.closest("[data-row]");
  const open = document.querySelector(`[data-conversation="${conversationId}"]`)?.closest("[data-row]");
  (row ?? open)?.querySelector<HTMLElement>("[data-why]")?.click();
}
