import { useIsMutating } from "@tanstack/react-query";
import { useLocation } from "wouter";
import { chooseMode } from "../composer/mode";
import { focusSoon } from "./focus";
import { useDeed } from "./useDeeds";

/** Takes a conversation, opens it, and puts the cursor where the answer goes. */
export function useTake(): { take: (conversationId: string) => void; taking: boolean } {
  const [, go] = useLocation();
  const { mutateAsync } = useDeed("take");
  const taking = useIsMutating({ mutationKey: ["deed", "take"] }) > 0;
  const take = (conversationId: string) => {
    if (taking) return;
    const from = document.activeElement;
    // The button may be gone before the desk answers: a promise outlives it, a callback does not.
    mutateAsync({ conversationId }).then(
      () => {
        // Who went on to do something else meanwhile is not pulled away from it.
        if (document.activeElement !== from && document.activeElement !== document.body) return;
        go(`/c/${conversationId}`);
        chooseMode(conversationId, "reply");
        focusSoon();
      },
      () => undefined,
    );
  };
  return { take, taking };
}
