import { useHotkeys } from "@mantine/hooks";
import { useLocation } from "wouter";
import { useListKeys } from "../../keyboard/useListKeys";
import { toggleTry } from "../trying/tries";

/** Alt+T opens and closes the trial from anywhere on the page, fields included. */
export function useTopicKeys(): void {
  const [, go] = useLocation();
  useHotkeys([["alt+T", toggleTry]], []);
  useListKeys({ p: () => go("/studio/publishing") });
}
