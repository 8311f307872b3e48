import { ActionIcon, Button, Group, TextInput } from "@mantine/core";
import { IconSearch, IconTrash } from "@tabler/icons-react";
import { type KeyboardEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { plain } from "../topics/arrange";
import { useMistake } from "./problems";
import classes from "./Topic.module.css";
import { repeats } from "./ways";

interface Props {
  language: string;
  ways: readonly string[];
  onChange: (change: (ways: readonly string[]) => string[]) => void;
}

/** From so many lines on they can be searched, and only the first stand open. */
const MANY = 12;

/** The lines, the newest first; each is edited where it stands. */
export function WayList({ language, ways, onChange }: Props) {
  const { t } = useTranslation();
  const [words, setWords] = useState("");
  const [all, setAll] = useState(false);
  const twice = useMemo(() => repeats(ways), [ways]);
  const newest = ways.map((text, index) => ({ text, index })).reverse();
  const found = words ? newest.filter(({ text }) => plain(text).includes(plain(words))) : newest;
  const shown = all || words ? found : found.slice(0, MANY);
  if (ways.length === 0) return null;
  return (
    <>
      {ways.length > MANY && (
        <TextInput
          className={classes.find ?? ""}
          size="xs"
          type="search"
          aria-label={t("studio.ways.find")}
          placeholder={t("studio.ways.find")}
          leftSection={<IconSearch size={14} aria-hidden />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      )}
      <ul className={classes.ways} aria-label={t("studio.ways.title")}>
        {shown.map(({ text, index }) => (
          <Way
            key={index}
            field={`examples.${language}.${index}`}
            text={text}
            repeated={twice.get(index)}
            onChange={(next) => onChange((before) => before.map((one, at) => (at === index ? next : one)))}
            onRemove={() => onChange((before) => before.filter((_, at) => at !== index))}
          />
        ))}
      </ul>
      <Group gap="xs" mt={4}>
        {shown.length < found.length && (
          <Button variant="default" size="xs" onClick={() => setAll(true)}>
            {t("studio.ways.showAll", { count: found.length })}
          </Button>
        )}
        {twice.size > 0 && (
          <Button
            variant="default"
            size="xs"
            onClick={() => onChange((before) => before.filter((_, index) => !repeats(before).has(index)))}
          >
            {t("studio.ways.removeRepeated", { count: twice.size })}
          </Button>
        )}
      </Group>
    </>
  );
}

interface WayProps {
  field: string;
  text: string;
  /** The index of the line that says the same. */
  repeated: number | undefined;
  onChange: (text: string) => void;
  onRemove: () => void;
}

function Way({ field, text, repeated, onChange, onRemove }: WayProps) {
  const { t } = useTranslation();
  const id = `field-${field.replaceAll(".", "-")}`;
  const mistake = useMistake(field);
  const wrong = repeated === undefined ? mistake : t("studio.ways.repeated");
  return (
    <li className={classes.way} data-wrong={wrong ? true : undefined}>
      <input
        id={id}
        aria-label={t("studio.ways.one")}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => walk(event, text, onRemove)}
      />
      <ActionIcon size="sm" aria-label={t("studio.ways.remove", { text })} onClick={onRemove}>
        <IconTrash size={15} stroke={1.7} />
      </ActionIcon>
      {wrong && (
        <span id={`${id}-wrong`} className={classes.wrong}>
          {wrong}
        </span>
      )}
    </li>
  );
}

/** Arrows walk through the lines; an empty line goes with the key that emptied it. */
function walk(event: KeyboardEvent<HTMLInputElement>, text: string, onRemove: () => void): void {
  const { key, currentTarget } = event;
  const item = currentTarget.closest("li");
  const go = (to: Element | null | undefined) => {
    event.preventDefault();
    to?.querySelector("input")?.focus();
  };
  if (key === "ArrowDown") go(item?.nextElementSibling);
  if (key === "ArrowUp") go(item?.previousElementSibling);
  if (key === "Backspace" && text === "") {
    go(item?.previousElementSibling ?? item?.nextElementSibling);
    onRemove();
  }
}
