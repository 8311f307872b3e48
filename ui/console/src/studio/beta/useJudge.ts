import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { asDeskError } from "../../api/errors";
import type { BetaReport, Judgement } from "../../api/learning";
import { ask } from "../../api/loose";
import { betaKey } from "./keys";

interface Judging {
  id: string;
  verdict: Judgement | null;
}

/** A report in which one question is judged; the counts by category are the desk's to make. */
export function judged(report: BetaReport, { id, verdict }: Judging): BetaReport {
  return {
    ...report,
    questions: report.questions.map((one) => (one.id === id ? { ...one, verdict } : one)),
  };
}

/** Judges at once on the page; what the desk refuses is taken back, with its reason. */
export function useJudge(test: string) {
  const client = useQueryClient();
  const { t } = useTranslation();
  const key = [...betaKey, test];
  return useMutation({
    mutationFn: ({ id, verdict }: Judging) =>
      ask("PUT", `/api/content/beta/${test}/questions/${id}`, { body: { verdict } }),
    onMutate: async (judgement) => {
      await client.cancelQueries({ queryKey: key });
      client.setQueryData<BetaReport>(key, (known) => known && judged(known, judgement));
    },
    onError: (error) => {
      const { message, status } = asDeskError(error);
      notifications.show({
        color: "red",
        title: t("office.unsaved"),
        message: message || t(status === 0 ? "error.unreachable" : "error.unexpected"),
        role: "alert",
      });
    },
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
}
