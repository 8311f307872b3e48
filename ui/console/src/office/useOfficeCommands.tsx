import { Kbd } from "@mantine/core";
import type { SpotlightActionData } from "@mantine/spotlight";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { presences, useSetPresence } from "../profile/usePresence";
import { useSession } from "../state/session";
import { studioPages } from "../studio/places";
import { adminPages, answers, edits, isAdmin, keyOf, pathOf, sectionsOf, supervises } from "./roles";

/** What the palette offers beside the conversations: parts, pages of the administration, one's presence. */
export function useOfficeCommands(): SpotlightActionData[] {
  const { t } = useTranslation();
  const { agent } = useSession();
  const [, go] = useLocation();
  const set = useSetPresence();
  const parts = sectionsOf(agent.role).map((section) => ({
    id: `part-${section}`,
    label: t(`office.${section}`),
    rightSection: <Kbd>Shift {keyOf[section]}</Kbd>,
    onClick: () => go(pathOf[section]),
  }));
  const pages = supervises(agent.role)
    ? adminPages.flatMap(([, group]) =>
        group
          .filter(({ adminOnly }) => !adminOnly || isAdmin(agent.role))
          .map(({ name }) => ({
            id: `admin-${name}`,
            label: t(`admin.${name}.title`),
            onClick: () => go(`/admin/${name}`),
          })),
      )
    : [];
  const studio = edits(agent.role)
    ? studioPages.flatMap(({ pages: group }) =>
        group.map((name) => ({
          id: `studio-${name}`,
          label: t(`studio.pages.${name}`),
          onClick: () => go(`/studio/${name}`),
        })),
      )
    : [];
  const states = answers(agent.role)
    ? presences.map((state) => ({
        id: `presence-${state}`,
        label: t(`duty.set.${state}`),
        onClick: () => set.mutate(state),
      }))
    : [];
  const own = { id: "security", label: t("security.title"), onClick: () => go("/security") };
  return [...parts, ...studio, ...pages, ...states, own];
}
