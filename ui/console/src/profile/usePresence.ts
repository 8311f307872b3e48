import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { asDeskError } from "../api/errors";
import { ask } from "../api/loose";
import type { Presence } from "../api/office";
import { answers } from "../office/roles";
import { useSession } from "../state/session";

export const presences: readonly Presence[] = ["online", "away", "offline"];

export const presenceKey = ["presence"] as const;

/** Whether one takes conversations at the moment, as the desk sees it: an open line makes one be there. */
export function usePresence() {
  const { agent } = useSession();
  return useQuery({
    queryKey: presenceKey,
    queryFn: async () => (await ask<{ state: Presence }>("GET", "/api/presence")).state,
    enabled: answers(agent.role),
    refetchInterval: 60_000,
  });
}

export function useSetPresence() {
  const client = useQueryClient();
  const { t } = useTranslation();
  return useMutation({
    mutationFn: (state: Presence) => ask<{ state: Presence }>("PUT", "/api/presence", { body: { state } }),
    onSuccess: ({ state }) => client.setQueryData(presenceKey, state),
    onError: (error) =>
      notifications.show({
        color: "red",
        title: t("duty.failed"),
        message: asDeskError(error).message || t("error.unreachable"),
      }),
  });
}
