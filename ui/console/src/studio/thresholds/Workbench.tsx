import { Button, Group, Loader, NumberInput, Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Bounds, TopicBounds } from "../../api/learning";
import { Card, Fetched } from "../../office/Page";
import { asShare } from "./numbers";
import { Outcome } from "./Outcome";
import classes from "./Thresholds.module.css";
import { useApply, useReplay } from "./useReplay";
import { Zones } from "./Zones";

interface Props {
  /** Null for all topics together. */
  topic: TopicBounds | null;
  topics: readonly TopicBounds[];
}

const periods = [7, 30, 90] as const;

/** Moves the two marks of a topic and shows what that would have changed. */
export function Workbench({ topic, topics }: Props) {
  const { t, i18n } = useTranslation();
  const start = topic ? (topic.draft ?? topic) : middle(topics);
  const [bounds, setBounds] = useState<Bounds>({ lower: start.lower, upper: start.upper });
  const [days, setDays] = useState(30);
  const [settled] = useDebouncedValue(bounds, 350);
  const replay = useReplay({ intent: topic?.intent ?? null, ...settled, days });
  const moved = bounds.lower !== start.lower || bounds.upper !== start.upper;
  const period = (
    <Select
      size="xs"
      w={190}
      aria-label={t("learning.thresholds.days")}
      allowDeselect={false}
      value={String(days)}
      onChange={(value) => value && setDays(Number(value))}
      data={periods.map((count) => ({
        value: String(count),
        label: t("learning.thresholds.period", { count }),
      }))}
    />
  );
  return (
    <div>
      <Card title={topic?.title ?? t("learning.thresholds.all")} aside={period}>
        <Marks bounds={bounds} onChange={setBounds} />
        {topic?.draft && <p className={classes.drafted}>{t("learning.thresholds.inDraft")}</p>}
        <p className={classes.soft}>{topic ? <Learned topic={topic} /> : t("learning.thresholds.onlyOne")}</p>
        {topic && <Deeds topic={topic} bounds={bounds} moved={moved} />}
      </Card>
      <Card>
        <div className={classes.outcomeHead} aria-live="polite">
          {replay.isFetching && <Loader size={16} className={classes.working ?? ""} aria-hidden />}
          <Fetched of={replay}>
            {(data) => <Outcome replay={data} at={asShare(settled.upper, i18n.language)} />}
          </Fetched>
        </div>
      </Card>
    </div>
  );
}

/** Where to begin for all topics: half of them have marks below these. */
function middle(topics: readonly TopicBounds[]): Bounds {
  const half = (field: keyof Bounds) => {
    const values = topics.map((topic) => topic[field]).sort((one, other) => one - other);
    return values[Math.floor(values.length / 2)] ?? 0.5;
  };
  return { lower: half("lower"), upper: half("upper") };
}

function Marks({ bounds, onChange }: { bounds: Bounds; onChange: (bounds: Bounds) => void }) {
  const { t, i18n } = useTranslation();
  const field = (name: keyof Bounds) => (
    <NumberInput
      label={t(`learning.thresholds.${name}`)}
      w={150}
      min={name === "upper" ? bounds.lower : 0}
      max={name === "lower" ? bounds.upper : 1}
      step={0.01}
      decimalScale={2}
      fixedDecimalScale
      decimalSeparator={i18n.language === "it" ? "," : "."}
      value={bounds[name]}
      onChange={(value) => {
        // While it ends in a nought it is told as a text.
        const moved = { ...bounds, [name]: Number(value) };
        if (value !== "" && ordered(moved)) onChange(moved);
      }}
    />
  );
  return (
    <>
      <Zones bounds={bounds} onChange={onChange} />
      <Group gap="md" mt="md">
        {field("lower")}
        {field("upper")}
      </Group>
    </>
  );
}

const ordered = ({ lower, upper }: Bounds): boolean => lower >= 0 && lower <= upper && upper <= 1;

function Learned({ topic: { learned } }: { topic: TopicBounds }) {
  const { t, i18n } = useTranslation();
  if (!learned) return t("learning.thresholds.notLearned");
  return t("learning.thresholds.learnedAt", {
    lower: asShare(learned.lower, i18n.language),
    upper: asShare(learned.upper, i18n.language),
  });
}

/** Whether the marks are those that were learned, in the draft where it says something, else in what is live. */
function isLearned({ learned, draft, fixed }: TopicBounds): boolean {
  if (!draft) return !fixed;
  return learned?.lower === draft.lower && learned.upper === draft.upper;
}

interface DeedsProps {
  topic: TopicBounds;
  bounds: Bounds;
  moved: boolean;
}

function Deeds({ topic, bounds, moved }: DeedsProps) {
  const { t } = useTranslation();
  const apply = useApply(topic);
  return (
    <Group gap="xs" mt="md">
      <Button loading={apply.isPending} disabled={!moved} onClick={() => apply.mutate(bounds)}>
        {t("learning.thresholds.apply")}
      </Button>
      <Button
        variant="default"
        disabled={apply.isPending || isLearned(topic)}
        onClick={() => apply.mutate(null)}
      >
        {t("learning.thresholds.back")}
      </Button>
    </Group>
  );
}
