import { notifications } from "@mantine/notifications";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { asDeskError } from "../../api/errors";
import type { Bounds, Replay, TopicBounds } from "../../api/learning";
import { ask } from "../../api/loose";
import { contentChanges } from "../asked";

export const thresholdsKey = ["content-thresholds"] as const;

export interface Wanted extends Bounds {
  /** Null for all topics. */
  intent: string | null;
  days: number;
}

/** What other marks would have changed; the last answer stays until the next is there. */
export function useReplay(wanted: Wanted) {
  return useQuery({
    queryKey: [...thresholdsKey, "replay", wanted],
    queryFn: () => ask<Replay>("POST", "/api/content/thresholds/replay", { body: wanted }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: (count, error) => asDeskError(error).passing && count < 2,
  });
}

/** Puts marks into the draft; null puts the learned ones back. Whoever was faster is shown, too. */
export function useApply(topic: TopicBounds) {
  const client = useQueryClient();
  const { t } = useTranslation();
  return useMutation({
    mutationFn: (bounds: Bounds | null) =>
      ask("PUT", `/api/content/thresholds/${topic.intent}`, {
        body: { revision: topic.revision, lower: bounds?.lower ?? null, upper: bounds?.upper ?? null },
      }),
    onSuccess: (_answer, bounds) =>
      notifications.show({
        message: t(bounds ? "learning.thresholds.applied" : "learning.thresholds.backDone"),
      }),
    onError: (error) => {
      const { message, status } = asDeskError(error);
      notifications.show({
        color: "red",
        title: t("office.unsaved"),
        message: message || t(status === 0 ? "error.unreachable" : "error.unexpected"),
        role: "alert",
      });
    },
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: thresholdsKey });
      await Promise.all(
        contentChanges.map((queryKey) => client.invalidateQueries({ queryKey: [...queryKey] })),
      );
    },
  });
}
