import { notifications } from "@mantine/notifications";
import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { asDeskError } from "../api/errors";

interface Options<Answer> {
  /** What has to be read anew. */
  changes?: readonly QueryKey[];
  /** What is said when it went well; nothing is said without. */
  done?: string;
  onSuccess?: (answer: Answer) => void;
}

/** A change that says whether it was kept; what the desk refuses is told in its own words. */
export function useSave<Input, Answer>(
  mutationFn: (input: Input) => Promise<Answer>,
  { changes = [], done, onSuccess }: Options<Answer> = {},
) {
  const client = useQueryClient();
  const { t } = useTranslation();
  return useMutation<Answer, Error, Input>({
    mutationFn,
    onSuccess: async (answer) => {
      onSuccess?.(answer);
      await Promise.all(changes.map((queryKey) => client.invalidateQueries({ queryKey: [...queryKey] })));
      // Whoever goes on as soon as it is said writes into what has been read anew, and loses nothing.
      if (done) notifications.show({ message: done });
    },
    onError: (error) => {
      const { message, status } = asDeskError(error);
      notifications.show({
        color: "red",
        title: t("office.unsaved"),
        message: message || t(status === 0 ? "error.unreachable" : "error.unexpected"),
      });
    },
  });
}
