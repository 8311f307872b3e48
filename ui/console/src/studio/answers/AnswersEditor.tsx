import { Button, Menu } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../api/content";
import { now } from "../../state/clock";
import { useProblems } from "../topic/problems";
import classes from "./Answers.module.css";
import { OccasionCard } from "./OccasionCard";
import { always, blank, type Limits, occasions } from "./occasions";

interface Props {
  answers: Answer[];
  language: string;
  onChange: (change: (answers: Answer[]) => Answer[]) => void;
}

type Kind = "closed" | "period" | "country" | "customer";

const DAY_MILLISECONDS = 86_400_000;

/** What is answered in one language: for every occasion its words, and how they reach a shopper. */
export function AnswersEditor({ answers, language, onChange }: Props) {
  const { t } = useTranslation();
  const found = occasions(answers, language);
  const missing = useProblems("answers").find(({ values }) => values.language === language);
  if (found.length === 0)
    return (
      <div className={classes.nothing}>
        {missing && <p className={classes.missing}>{missing.message}</p>}
        <p>{t("studio.answers.none", { language: t(`studio.languages.${language as "it"}`) })}</p>
        <Button
          id="field-answers"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => onChange((all) => [...all, blank(language)])}
        >
          {t("studio.answers.write")}
        </Button>
      </div>
    );
  return (
    <>
      {found.map((occasion) => (
        <OccasionCard
          key={occasion.id}
          occasion={occasion}
          language={language}
          removable={found.length > 1}
          onChange={onChange}
        />
      ))}
      <AddOccasion
        onAdd={(own) =>
          onChange((all) => [
            ...all,
            { ...blank(language, own), text: found[0]?.wordings[0]?.answer.text ?? "" },
          ])
        }
      />
    </>
  );
}

/** Another answer for when something is different; it begins with the words of the first. */
function AddOccasion({ onAdd }: { onAdd: (limits: Limits) => void }) {
  const { t } = useTranslation();
  const day = (later: number) => new Date(now() + later * DAY_MILLISECONDS).toISOString().slice(0, 10);
  const kinds: Record<Kind, () => Limits> = {
    closed: () => ({ ...always, opening: "closed" }),
    period: () => ({ ...always, valid_from: day(1), valid_until: day(7) }),
    country: () => ({ ...always, country: "DE" }),
    customer: () => ({ ...always, customer: "known" }),
  };
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />}>
          {t("studio.answers.addOccasion")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(Object.keys(kinds) as Kind[]).map((kind) => (
          <Menu.Item key={kind} onClick={() => onAdd(kinds[kind]())}>
            {t(`studio.answers.occasionKinds.${kind}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
