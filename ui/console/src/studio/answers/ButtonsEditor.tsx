import { ActionIcon, Autocomplete, Button, Group, Select, TextInput } from "@mantine/core";
import { IconPhotoPlus, IconPlus, IconX } from "@tabler/icons-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Answer, AnswerButton } from "../../api/content";
import { useTopics } from "../asked";
import { TITLE_LENGTH } from "../lengths";
import { useMistake } from "../topic/problems";
import classes from "./Answers.module.css";
import { destinationOf, PERSON } from "./choices";
import { useLinks } from "./useLinks";

interface Props {
  index: number;
  answer: Answer;
  onChange: (change: Partial<Answer>) => void;
}

/** What a shopper can tap below an answer: another topic, a person, a page. */
export function ButtonsEditor({ index, answer, onChange }: Props) {
  const { t } = useTranslation();
  const { buttons } = answer;
  const mistake = useMistake(`answers.${index}.buttons`);
  const set = (next: AnswerButton[]) => onChange({ buttons: next });
  return (
    <div className={classes.buttons}>
      {buttons.length > 0 && (
        <ul aria-label={t("studio.buttons.title")}>
          {buttons.map((button, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a button has nothing else of its own
            <li key={`${at} of ${buttons.length}`}>
              <OneButton
                field={`answers.${index}.buttons.${at}`}
                number={at + 1}
                button={button}
                onChange={(change) =>
                  set(buttons.map((other, place) => (place === at ? { ...other, ...change } : other)))
                }
                onRemove={() => set(buttons.filter((_, place) => place !== at))}
              />
            </li>
          ))}
        </ul>
      )}
      {mistake && <p className={classes.mistake}>{mistake}</p>}
      <Group gap="xs">
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => set([...buttons, { title: t("studio.buttons.person"), payload: PERSON }])}
        >
          {t("studio.buttons.add")}
        </Button>
        {answer.image === null && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPhotoPlus size={14} aria-hidden />}
            onClick={() => onChange({ image: "" })}
          >
            {t("studio.answers.addImage")}
          </Button>
        )}
      </Group>
    </div>
  );
}

interface OneProps {
  field: string;
  number: number;
  button: AnswerButton;
  onChange: (change: Partial<AnswerButton>) => void;
  onRemove: () => void;
}

function OneButton({ field, number, button, onChange, onRemove }: OneProps) {
  const { t } = useTranslation();
  const { groups, titles } = useDestinations(button.payload);
  const links = useLinks();
  const isLink = destinationOf(button.payload, new Set(titles.keys())) === "link";
  const wrongTitle = useMistake(`${field}.title`);
  const wrongPlace = useMistake(`${field}.payload`, field);
  const lead = (value: string) => {
    const named = titles.get(value.slice(1));
    const known = [...titles.values(), t("studio.buttons.person"), ""].includes(button.title);
    const payload = value === LINK ? "" : value;
    onChange(named && known ? { payload, title: named.slice(0, TITLE_LENGTH) } : { payload });
  };
  return (
    <div className={classes.button}>
      <TextInput
        size="sm"
        aria-label={t("studio.buttons.words", { number })}
        placeholder={t("studio.buttons.wordsHint")}
        maxLength={TITLE_LENGTH}
        value={button.title}
        error={wrongTitle}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
      />
      <Select
        size="sm"
        aria-label={t("studio.buttons.leadsTo", { number })}
        searchable
        allowDeselect={false}
        nothingFoundMessage={t("palette.nothing")}
        data={groups}
        value={isLink ? LINK : button.payload}
        error={isLink ? undefined : wrongPlace}
        onChange={(value) => value && lead(value)}
      />
      <ActionIcon aria-label={t("studio.buttons.remove", { number })} onClick={onRemove}>
        <IconX size={16} stroke={1.7} />
      </ActionIcon>
      {isLink && (
        <Autocomplete
          size="sm"
          className={classes.link ?? ""}
          type="url"
          aria-label={t("studio.buttons.link", { number })}
          placeholder="https://"
          data={links}
          value={button.payload}
          error={wrongPlace}
          onChange={(payload) => onChange({ payload })}
        />
      )}
    </div>
  );
}

const LINK = "link:";

/** Everything a button can lead to, with its title, and the assistant's own step that one leads to already. */
function useDestinations(payload: string) {
  const { t } = useTranslation();
  const { data } = useTopics();
  return useMemo(() => {
    const topics = (data?.items ?? []).filter(({ state }) => state !== "removed");
    const titles = new Map(topics.map(({ name, title }) => [name, title]));
    const kept = destinationOf(payload, new Set(titles.keys())) === "step";
    const special = [
      { value: PERSON, label: t("studio.buttons.person") },
      { value: LINK, label: t("studio.buttons.aLink") },
      ...(kept ? [{ value: payload, label: t("studio.buttons.step") }] : []),
    ];
    const items = topics
      .filter(({ name }) => `/${name}` !== PERSON)
      .map(({ name, title }) => ({ value: `/${name}`, label: title }));
    const groups = [
      { group: t("studio.buttons.special"), items: special },
      { group: t("studio.topics.title"), items },
    ];
    return { groups, titles };
  }, [data, payload, t]);
}
