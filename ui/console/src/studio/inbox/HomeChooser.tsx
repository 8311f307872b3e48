import { Button, Combobox, Group, Select, Stack, TextInput, useCombobox } from "@mantine/core";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Topics } from "../../api/content";
import type { Home } from "../../api/learning";
import { Fetched } from "../../office/Page";
import { Dialog } from "../../shell/Dialog";
import { useTopics } from "../asked";
import { found, homeOf, sections } from "./homes";
import classes from "./Inbox.module.css";
import type { Asked } from "./useDeeds";

interface Props {
  asked: Asked | null;
  onClose: () => void;
  onChoose: (home: Home) => void;
}

/** Where messages belong: a topic, found by a few letters, or a new one, or none of ours. */
export function HomeChooser({ asked, onClose, onChoose }: Props) {
  const { t } = useTranslation();
  const count = asked ? asked.messages.length || asked.groups.length : 0;
  const title = asked?.messages.length
    ? t("learning.inbox.homeForMessages", { count })
    : t("learning.inbox.homeForGroups", { count });
  return (
    <Dialog opened={asked !== null} onClose={onClose} title={title} size="lg">
      {asked && <Choosing key={asked.groups.join()} asked={asked} onChoose={onChoose} />}
    </Dialog>
  );
}

function Choosing({ asked, onChoose }: { asked: Asked; onChoose: (home: Home) => void }) {
  const topics = useTopics();
  const [named, setNamed] = useState(asked.fresh);
  return (
    <Fetched of={topics}>
      {(choices) =>
        named ? (
          <NewTopic asked={asked} choices={choices} onBack={() => setNamed(false)} onChoose={onChoose} />
        ) : (
          <List
            choices={choices}
            label={asked.label}
            onChoose={(value) => {
              if (value === "new") setNamed(true);
              else onChoose(homeOf(value, choices));
            }}
          />
        )
      }
    </Fetched>
  );
}

/** The dialog is there before what it shows has been fetched: the focus has to wait for that. */
function useFirstFocus() {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return field;
}

interface ListProps {
  choices: Topics;
  label: string;
  onChoose: (value: string) => void;
}

function List({ choices, label, onChoose }: ListProps) {
  const { t } = useTranslation();
  const [words, setWords] = useState("");
  const field = useFirstFocus();
  const combobox = useCombobox({ opened: true });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words find other topics, and the first is meant
  useEffect(() => {
    if (words) combobox.selectFirstOption();
  }, [words]);
  const others = (["new", "outside", "business"] as const).map((value) => ({
    value,
    label: t(`learning.homes.${value}`),
  }));
  const shown = sections(choices, words);
  return (
    <Combobox store={combobox} onOptionSubmit={onChoose}>
      <p className={classes.asked}>
        <q>{label}</q>
      </p>
      <Combobox.EventsTarget>
        <TextInput
          ref={field}
          data-autofocus
          aria-label={t("learning.inbox.searchHome")}
          placeholder={t("learning.inbox.searchHome")}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      </Combobox.EventsTarget>
      <Combobox.Options tabIndex={0} className={classes.homes ?? ""} aria-label={t("learning.inbox.homes")}>
        <Combobox.Group label={t("learning.inbox.otherHomes")}>
          {others
            .filter((one) => found(one.label, words) || shown.length === 0)
            .map((one) => (
              <Combobox.Option key={one.value} value={one.value}>
                {one.label}
              </Combobox.Option>
            ))}
        </Combobox.Group>
        {shown.map(({ title, topics }) => (
          <Combobox.Group key={title} label={title}>
            {topics.map((topic) => (
              <Combobox.Option key={topic.name} value={topic.name}>
                {topic.title}
              </Combobox.Option>
            ))}
          </Combobox.Group>
        ))}
      </Combobox.Options>
    </Combobox>
  );
}

interface NewProps {
  asked: Asked;
  choices: Topics;
  onBack: () => void;
  onChoose: (home: Home) => void;
}

function NewTopic({ asked, choices, onBack, onChoose }: NewProps) {
  const { t } = useTranslation();
  const field = useFirstFocus();
  const [title, setTitle] = useState(asked.label.slice(0, 80));
  const [category, setCategory] = useState<string | null>(null);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (title.trim() && category) onChoose({ home: "new", title: title.trim(), category });
  };
  return (
    <form onSubmit={send}>
      <Stack gap="md">
        <TextInput
          ref={field}
          data-autofocus
          onFocus={(event) => event.currentTarget.select()}
          label={t("learning.inbox.newTitle")}
          description={t("learning.inbox.newTitleHint")}
          value={title}
          maxLength={80}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <Select
          label={t("learning.inbox.newCategory")}
          placeholder={t("learning.inbox.newCategoryHint")}
          value={category}
          onChange={setCategory}
          data={choices.categories.map(({ id, title: label }) => ({ value: id, label }))}
        />
        <Group justify="space-between" gap="xs">
          <Button variant="default" onClick={onBack}>
            {t("learning.inbox.existing")}
          </Button>
          <Button type="submit" disabled={!title.trim() || !category}>
            {t("learning.inbox.makeTopic")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
