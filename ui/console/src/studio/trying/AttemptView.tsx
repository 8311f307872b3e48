import { Loader } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Topic, Tried } from "../../api/content";
import { asDeskError } from "../../api/errors";
import { ask } from "../../api/loose";
import { ReadingCard } from "./ReadingCard";
import { ShouldHaveBeen } from "./ShouldHaveBeen";
import classes from "./Trying.module.css";
import { type Attempt, askedOf } from "./tries";

/** How often to ask while the desk takes in the changed draft, in milliseconds. */
const PREPARING_MILLISECONDS = 1_200;

interface Props {
  attempt: Attempt;
  topic: Topic;
  onExample: (change: (ways: readonly string[]) => string[], language?: string) => void;
}

/** One message as a shopper would write it, how the draft reads it, and how live would have. */
export function AttemptView({ attempt, topic, onExample }: Props) {
  const { t } = useTranslation();
  const tried = useQuery({
    queryKey: ["content-try", attempt.id, attempt.round],
    queryFn: () => ask<Tried>("POST", "/api/content/try", { body: askedOf(attempt) }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state: { data } }) => (data?.state === "preparing" ? PREPARING_MILLISECONDS : false),
    retry: (count, error) => asDeskError(error).passing && count < 2,
  });
  const { data, error } = tried;
  const ready = data?.state === "ready" ? data : null;
  return (
    <article className={classes.attempt} aria-label={attempt.text}>
      <p className={classes.shopper}>{attempt.text}</p>
      {ready?.draft && (
        <>
          <ReadingCard reading={ready.draft} />
          <ShouldHaveBeen
            text={attempt.text}
            read={ready.draft}
            language={attempt.circumstances.language}
            topic={topic}
            onExample={onExample}
          />
          {ready.same || !ready.live ? (
            <p className={classes.same}>{t(ready.live ? "studio.try.same" : "studio.try.noLive")}</p>
          ) : (
            <details className={classes.live} open>
              <summary>{t("studio.try.live")}</summary>
              <ReadingCard reading={ready.live} quiet />
            </details>
          )}
        </>
      )}
      {!ready && !error && (
        <p className={classes.waiting} role="status">
          <Loader type="dots" size="sm" aria-hidden />
          {data ? t("studio.try.preparing") : t("studio.try.reading")}
        </p>
      )}
      {error && <p className={classes.failed}>{asDeskError(error).message || t("studio.try.failed")}</p>}
    </article>
  );
}
