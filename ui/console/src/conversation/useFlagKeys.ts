import { useHotkeys } from "@mantine/hooks";
import type { Message } from "../api/types";
import { usePreferences } from "../state/preferences";
import { flagTarget, useFlagging } from "./flags";
import { keysAreTaken } from "./focus";

/** One key each: the assistant should have answered this; it answered this wrong. */
export function useFlagKeys(messages: readonly Message[]): void {
  const singleKeys = usePreferences((state) => state.singleKeys);
  const { mutate } = useFlagging();
  const flag = (kind: "should_be_answered" | "answered_wrong") => () => {
    const message = keysAreTaken() ? null : flagTarget(messages);
    if (message) mutate({ message, kind });
  };
  useHotkeys(
    singleKeys
      ? [
          ["d", flag("should_be_answered")],
          ["g", flag("answered_wrong")],
        ]
      : [],
  );
}
