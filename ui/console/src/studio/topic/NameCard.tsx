import { Select, SimpleGrid, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Topic } from "../../api/content";
import { Card } from "../../office/Page";
import { useTopics } from "../asked";
import { contentLanguages, TITLE_LENGTH } from "../lengths";
import { useMistake } from "./problems";

interface Props {
  topic: Topic;
  onChange: (change: (topic: Topic) => Topic) => void;
}

/** What the topic is called on a button, and where it stands. */
export function NameCard({ topic, onChange }: Props) {
  const { t } = useTranslation();
  const { data } = useTopics();
  const categories = (data?.categories ?? []).map(({ id, title }) => ({ value: id, label: title }));
  return (
    <Card title={t("studio.topic.nameTitle")}>
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        {contentLanguages.map((language) => (
          <Name key={language} topic={topic} language={language} onChange={onChange} />
        ))}
        <Select
          id="field-category"
          label={t("studio.topic.category")}
          allowDeselect={false}
          placeholder={t("studio.topic.categoryHint")}
          data={categories}
          value={topic.category || null}
          error={useMistake("category")}
          onChange={(category) => category && onChange((before) => ({ ...before, category }))}
        />
      </SimpleGrid>
    </Card>
  );
}

function Name({ topic, language, onChange }: Props & { language: "it" | "en" }) {
  const { t } = useTranslation();
  const title = topic.titles[language] ?? "";
  return (
    <TextInput
      id={`field-titles-${language}`}
      label={t(language === "it" ? "studio.topic.titleIt" : "studio.topic.titleEn")}
      rightSection={<span className="tabular">{TITLE_LENGTH - title.length}</span>}
      rightSectionProps={{ "aria-hidden": true, style: { color: "var(--ink-soft)", fontSize: "0.78rem" } }}
      value={title}
      error={useMistake(`titles.${language}`, ...(language === "it" ? ["titles"] : []))}
      onChange={({ currentTarget: { value } }) =>
        onChange((before) => ({ ...before, titles: { ...before.titles, [language]: value } }))
      }
    />
  );
}
