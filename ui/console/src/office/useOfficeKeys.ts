import { useHotkeys } from "@mantine/hooks";
import { useLocation } from "wouter";
import { keysAreTaken } from "../conversation/focus";
import { usePreferences } from "../state/preferences";
import { useSession } from "../state/session";
import { keyOf, pathOf, sectionsOf } from "./roles";

/** Shift and a letter lead to each part of the console that one's role opens. */
export function useOfficeKeys(): void {
  const { agent } = useSession();
  const singleKeys = usePreferences((state) => state.singleKeys);
  const [, go] = useLocation();
  const sections = singleKeys ? sectionsOf(agent.role) : [];
  useHotkeys(
    sections.map((section) => [
      `shift+${keyOf[section]}`,
      () => {
        if (!keysAreTaken()) go(pathOf[section]);
      },
    ]),
  );
}
