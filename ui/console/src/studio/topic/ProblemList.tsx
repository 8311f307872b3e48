import { IconAlertTriangle, IconExclamationCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Problem, Topic } from "../../api/content";
import { languageOf } from "./problems";
import classes from "./Topic.module.css";

interface Props {
  problems: readonly Problem[];
  topic: Pick<Topic, "answers">;
  onLanguage: (language: string) => void;
}

/** What is wrong, worst first; each leads to the field where it is mended. */
export function ProblemList({ problems, topic, onLanguage }: Props) {
  const { t } = useTranslation();
  if (problems.length === 0) return null;
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const sorted = [...problems].sort((one, other) => one.severity.localeCompare(other.severity));
  return (
    <section className={classes.problems} data-severe={errors > 0} aria-labelledby="problems">
      <h2 id="problems">
        {errors > 0
          ? t("studio.problems.beforePublishing", { count: errors })
          : t("studio.problems.toLookAt", { count: problems.length })}
      </h2>
      <ul>
        {sorted.map((problem) => (
          <li key={`${problem.field} ${problem.code} ${problem.message}`}>
            {problem.severity === "error" ? (
              <IconExclamationCircle size={16} data-severe aria-label={t("studio.problems.error")} />
            ) : (
              <IconAlertTriangle size={16} aria-label={t("studio.problems.warning")} />
            )}
            <button type="button" onClick={() => lead(problem)}>
              {problem.message}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );

  function lead(problem: Problem): void {
    const language = languageOf(problem, topic);
    if (language) onLanguage(language);
    // The field may only come with its language.
    setTimeout(() => focusField(problem.field), 60);
  }
}

/** Puts the cursor into the field that a problem names, or into the nearest that there is. */
function focusField(field: string): void {
  const parts = field.split(".");
  for (let length = parts.length; length > 0; length -= 1) {
    const id = `field-${parts.slice(0, length).join("-")}`;
    const found =
      document.getElementById(id) ?? (length === 2 ? document.getElementById(`${id}-text`) : null);
    if (!found) continue;
    found.scrollIntoView({ block: "center" });
    found.focus({ preventScroll: true });
    return;
  }
}
