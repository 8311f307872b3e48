import { Button, Group, Select } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImportPreview, ImportReport, ImportRow, RowHome } from "../../api/learning";
import { Card, Empty } from "../../office/Page";
import { useSave } from "../../office/useSave";
import { contentChanges, useTopics } from "../asked";
import classes from "./Exchange.module.css";
import {
  apply,
  type Choice,
  type Choices,
  canBeTaken,
  chooseAll,
  proposed,
  takenBy,
  withoutTopic,
} from "./imports";

interface Props {
  preview: ImportPreview;
  onTaken: (report: ImportReport) => void;
  onDiscard: () => void;
}

const homes = ["new", "merge", "refused"] as const;

/** What was found, and what to do with each row; nothing is taken before somebody says so. */
export function Preview({ preview, onTaken, onDiscard }: Props) {
  const { t } = useTranslation();
  const [choices, setChoices] = useState<Choices>(() => proposed(preview.items));
  const found = t("learning.exchange.found", { count: preview.items.length });
  if (preview.items.length === 0)
    return (
      <Card title={t("learning.exchange.preview")}>
        <Empty>{t("learning.exchange.nothingFound")}</Empty>
        <Button variant="default" onClick={onDiscard}>
          {t("learning.exchange.discard")}
        </Button>
      </Card>
    );
  return (
    <Card
      title={found}
      aside={<ForAll onChoose={(home) => setChoices(chooseAll(preview.items, choices, home))} />}
    >
      <Rows
        rows={preview.items}
        choices={choices}
        onChoose={(row, choice) => setChoices({ ...choices, [row]: choice })}
      />
      <End preview={preview} choices={choices} onTaken={onTaken} onDiscard={onDiscard} />
    </Card>
  );
}

function ForAll({ onChoose }: { onChoose: (home: RowHome) => void }) {
  const { t } = useTranslation();
  return (
    <Group gap={6}>
      <span className={classes.soft}>{t("learning.exchange.allAs")}:</span>
      {homes.map((home) => (
        <Button key={home} size="compact-sm" variant="default" onClick={() => onChoose(home)}>
          {t(`learning.exchange.homes.${home}`)}
        </Button>
      ))}
    </Group>
  );
}

interface RowsProps {
  rows: readonly ImportRow[];
  choices: Choices;
  onChoose: (row: number, choice: Choice) => void;
}

function Rows({ rows, choices, onChoose }: RowsProps) {
  const { t } = useTranslation();
  const { data: topics } = useTopics();
  const data = (topics?.items ?? [])
    .filter(({ kind }) => kind === "faq" || kind === "acting")
    .map(({ name, title }) => ({ value: name, label: title }));
  return (
    <div className={classes.scroll}>
      <table className={classes.rows}>
        <thead>
          <tr>
            <th scope="col">{t("learning.exchange.question")}</th>
            <th scope="col">{t("learning.exchange.answer")}</th>
            <th scope="col">{t("learning.exchange.choice")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row
              key={row.row}
              row={row}
              choice={choices[row.row] ?? { home: row.home, topic: row.topic }}
              topics={data}
              onChoose={(choice) => onChoose(row.row, choice)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  row: ImportRow;
  choice: Choice;
  topics: { value: string; label: string }[];
  onChoose: (choice: Choice) => void;
}

function Row({ row, choice, topics, onChoose }: RowProps) {
  const { t } = useTranslation();
  const { question, answer, language, category, home, reason } = row;
  const named = question || t("learning.exchange.row", { row: row.row });
  const code = language === "it" || language === "en" ? language : "other";
  return (
    <tr data-home={choice.home}>
      <th scope="row" lang={language}>
        {question || "–"}
        <span className={classes.soft}>{[t(`language.${code}`), category].filter(Boolean).join(" · ")}</span>
      </th>
      <td lang={language}>
        <span className={classes.answer}>{answer || "–"}</span>
      </td>
      <td>
        {canBeTaken(row) && (
          <Select
            size="xs"
            aria-label={t("learning.exchange.choiceOf", { question: named })}
            allowDeselect={false}
            value={choice.home}
            onChange={(home) => home && onChoose({ ...choice, home: home as RowHome })}
            data={homes.map((value) => ({ value, label: t(`learning.exchange.homes.${value}`) }))}
          />
        )}
        {choice.home === "merge" && (
          <Select
            mt={6}
            size="xs"
            searchable
            aria-label={t("learning.exchange.intoOf", { question: named })}
            placeholder={t("learning.exchange.into")}
            nothingFoundMessage={t("palette.nothing")}
            error={!choice.topic}
            value={choice.topic}
            onChange={(topic) => onChoose({ ...choice, topic })}
            data={topics}
          />
        )}
        {reason && choice.home === home && <span className={classes.reason}>{reason}</span>}
      </td>
    </tr>
  );
}

interface EndProps extends Props {
  choices: Choices;
}

function End({ preview, choices, onTaken, onDiscard }: EndProps) {
  const { t } = useTranslation();
  const save = useSave(() => apply(preview.id, choices), {
    changes: contentChanges,
    onSuccess: onTaken,
  });
  const missing = withoutTopic(choices);
  const count = takenBy(choices);
  return (
    <Group justify="space-between" className={classes.end ?? ""}>
      <Button variant="default" onClick={onDiscard}>
        {t("learning.exchange.discard")}
      </Button>
      <Group gap="sm">
        {missing > 0 && (
          <span role="status" className={classes.reason}>
            {t("learning.exchange.needTopic", { count: missing })}
          </span>
        )}
        <Button
          loading={save.isPending}
          disabled={missing > 0 || count === 0}
          onClick={() => save.mutate(undefined)}
        >
          {count === 0 ? t("learning.exchange.nothingToTake") : t("learning.exchange.take", { count })}
        </Button>
      </Group>
    </Group>
  );
}
