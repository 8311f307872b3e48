import { useTranslation } from "react-i18next";
import classes from "./Details.module.css";

/** What the desk calls the assistant's acts, and what they are called here. */
const ACTS = { clarify: "details.clarified", answer: "details.answered" } as const;
const OUT_OF_SCOPE = "out_of_scope";

/** What the assistant did before it gave up, in words. */
export function Tried({ steps }: { steps: readonly string[] }) {
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
    if (step === OUT_OF_SCOPE) return t("details.outOfScope");
    const [act = "", titles = ""] = step.split(": ", 2);
    if (!(act in ACTS)) return step;
    return t(ACTS[act as keyof typeof ACTS], { titles: titles.split(" | ").join(" · ") });
  }
}
