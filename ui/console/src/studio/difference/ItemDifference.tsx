import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Phrase, Topic } from "../../api/content";
import { useTopics } from "../asked";
import classes from "./Difference.module.css";
import { differing, type Part } from "./parts";
import { useSay } from "./useSay";
import { Words } from "./Words";

interface Props {
  before: Topic | Phrase | null;
  after: Topic | Phrase | null;
  names: readonly [string, string];
  /** What can be done with a part. */
  tools?: (part: Part) => ReactNode;
  /** Neither side comes after the other. */
  equal?: boolean;
}

/** Where two states of one thing differ, part by part. */
export function ItemDifference({ before, after, names, tools, equal = false }: Props) {
  const { t } = useTranslation();
  const say = useSay();
  const { data } = useTopics();
  const parts = useMemo(() => differing(before, after, say), [before, after, say]);
  const categories = new Map(data?.categories.map(({ id, title }) => [id, title]));
  const shown = (part: Part, text: string) =>
    part.field === "category" ? (categories.get(text) ?? text) : text;
  if (parts.length === 0) return <p className={classes.nothing}>{t("studio.difference.same")}</p>;
  return (
    <div className={classes.parts} data-equal={equal || undefined}>
      {parts.map((part) => (
        <section key={part.key} aria-label={label(part)}>
          <div className={classes.partHead}>
            <h4>{label(part)}</h4>
            {tools?.(part)}
          </div>
          <Words before={shown(part, part.before)} after={shown(part, part.after)} names={names} />
          {part.same > 0 && (
            <p className={classes.same}>{t("studio.difference.others", { count: part.same })}</p>
          )}
        </section>
      ))}
    </div>
  );

  function label({ field, language }: Part): string {
    const name = t(`studio.difference.parts.${field}`);
    if (!language) return name;
    return `${name} · ${t(`studio.languages.${language as "it"}`, { defaultValue: language })}`;
  }
}
