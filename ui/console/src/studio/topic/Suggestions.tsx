import { Button, Skeleton } from "@mantine/core";
import { IconArrowRight, IconBulb, IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { Advice, Topic } from "../../api/content";
import { useAdvice, useTopics } from "../asked";
import classes from "./Topic.module.css";

interface Props {
  topic: Topic;
  /** The language one writes in. */
  language: string;
  onAdd: (text: string, language: string) => void;
  onRemove: (text: string) => void;
}

/** What would help this topic, each to take with one click; nothing is ever taken by itself. */
export function Suggestions({ topic, language, onAdd, onRemove }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const advice = useAdvice(topic.name, open);
  return (
    <div className={classes.advice}>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconBulb size={15} aria-hidden />}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {t("studio.advice.open")}
      </Button>
      {open &&
        (advice.data ? (
          <Given advice={advice.data} topic={topic} language={language} onAdd={onAdd} onRemove={onRemove} />
        ) : advice.error ? (
          <p className={classes.soft}>{t("studio.advice.failed")}</p>
        ) : (
          <Skeleton height={70} mt="sm" radius="md" />
        ))}
    </div>
  );
}

function Given({ advice, topic, language: here, onAdd, onRemove }: Props & { advice: Advice }) {
  const { t } = useTranslation();
  const known = new Set(Object.values(topic.examples).flat());
  const examples = advice.examples.filter(({ text }) => !known.has(text));
  const pulling = advice.pulling.filter(({ text }) => known.has(text));
  const nothing = examples.length + pulling.length + advice.merge.length + advice.split.length === 0;
  if (nothing) return <p className={classes.soft}>{t("studio.advice.none")}</p>;
  return (
    <div className={classes.given}>
      {examples.length > 0 && (
        <section aria-labelledby="advice-examples">
          <h3 id="advice-examples">{t("studio.advice.examples")}</h3>
          <ul>
            {examples.map(({ text, count, language }) => (
              <li key={text}>
                <q>{text}</q>
                <span className={classes.soft}>{t("studio.advice.times", { count })}</span>
                <Button
                  size="compact-xs"
                  variant="default"
                  leftSection={<IconPlus size={13} aria-hidden />}
                  aria-label={t("studio.advice.add", { text })}
                  onClick={() => onAdd(text, language ?? here)}
                >
                  {t("studio.add")}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {pulling.length > 0 && (
        <section aria-labelledby="advice-pulling">
          <h3 id="advice-pulling">{t("studio.advice.pulling")}</h3>
          <ul>
            {pulling.map(({ text, toward, title }) => (
              <li key={text}>
                <q>{text}</q>
                <Link href={`/studio/topics/${toward}`}>
                  <IconArrowRight size={13} aria-hidden /> {title}
                </Link>
                <Button
                  size="compact-xs"
                  variant="default"
                  leftSection={<IconTrash size={13} aria-hidden />}
                  aria-label={t("studio.ways.remove", { text })}
                  onClick={() => onRemove(text)}
                >
                  {t("studio.remove")}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Shapes advice={advice} topic={topic} />
    </div>
  );
}

/** Topics that are one, and topics that are two. */
function Shapes({ advice, topic }: { advice: Advice; topic: Topic }) {
  const { t, i18n } = useTranslation();
  const { data } = useTopics();
  const titles = new Map(data?.items.map(({ name, title }) => [name, title]));
  return (
    <>
      {advice.merge.map(({ intents, share }) => {
        const other = intents.find((intent) => intent !== topic.name) ?? "";
        const percent = share.toLocaleString(i18n.language, { style: "percent" });
        return (
          <p key={other} className={classes.shape}>
            {t("studio.advice.merge", { percent })}{" "}
            <Link href={`/studio/topics/${other}`}>{titles.get(other) ?? other}</Link>
          </p>
        );
      })}
      {advice.split.map(({ groups }) => (
        <div key={groups.map(([first]) => first).join()} className={classes.shape}>
          {t("studio.advice.split", { count: groups.length })}
          <ul>
            {groups.map((group) => (
              <li key={group[0]}>
                {group.slice(0, 3).map((text) => (
                  <q key={text}>{text}</q>
                ))}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  );
}
