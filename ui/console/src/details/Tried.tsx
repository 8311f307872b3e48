import { useTranslation } from "react-i18next";
import type { IntentReading } from "../api/types";
import classes from "./Details.module.css";

const CLARIFIED = "clarify: ";

/** What the assistant did before it gave up, in words. */
export function Tried({ steps, readings }: { steps: readonly string[]; readings: readonly IntentReading[] }) {
  const { t } = useTranslation();
  return (
    <ol className={classes.tried}>
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same step can have been tried twice
        <li key={index}>{inWords(step)}</li>
      ))}
    </ol>
  );

  function inWords(step: string): string {
    if (!step.startsWith(CLARIFIED)) return step;
    const offered = step.slice(CLARIFIED.length).split(" | ").map(title);
    return t("details.clarified", { offered: offered.join(" · ") });
  }

  function title(intent: string): string {
    return readings.find((reading) => reading.intent === intent)?.title || intent;
  }
}
