import { SegmentedControl } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Problem, Topic } from "../../api/content";
import { contentLanguages } from "../lengths";
import { languageOf } from "./problems";
import classes from "./Topic.module.css";

interface Props {
  topic: Pick<Topic, "answers" | "examples">;
  problems: Problem[];
  value: string;
  onChange: (language: string) => void;
}

/** Which language one writes in; the other's problems show from here. */
export function LanguageTabs({ topic, problems, value, onChange }: Props) {
  const { t } = useTranslation();
  const known = new Set<string>([...contentLanguages, ...Object.keys(topic.examples)]);
  return (
    <div className={classes.languages}>
      <SegmentedControl
        aria-label={t("studio.topic.language")}
        value={value}
        onChange={onChange}
        data={[...known].map((language) => ({ value: language, label: label(language) }))}
      />
    </div>
  );

  function label(language: string) {
    const count = problems.filter(
      (problem) => problem.severity === "error" && languageOf(problem, topic) === language,
    ).length;
    const name = t(`studio.languages.${language as "it"}`, { defaultValue: language.toUpperCase() });
    if (count === 0) return name;
    return (
      <span className={classes.tab}>
        {name}
        <span className={classes.count}>{t("studio.problems.short", { count })}</span>
      </span>
    );
  }
}
