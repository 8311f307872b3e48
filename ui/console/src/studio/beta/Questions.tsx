import { ActionIcon, Group } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { BetaQuestion, Judgement } from "../../api/learning";
import { clockTime } from "../../words/times";
import classes from "./Beta.module.css";
import { useJudge } from "./useJudge";

interface Props {
  id: string;
  questions: readonly BetaQuestion[];
}

/** What was asked cold, what the assistant would have done, and whether that was right. */
export function Questions({ id, questions }: Props) {
  const { t } = useTranslation();
  return (
    <div className={classes.scroll}>
      <table className={classes.questions}>
        <thead>
          <tr>
            <th scope="col">{t("learning.beta.question")}</th>
            <th scope="col">{t("learning.beta.read")}</th>
            <th scope="col">{t("learning.beta.did")}</th>
            <th scope="col">{t("learning.beta.verdict")}</th>
          </tr>
        </thead>
        <tbody>
          {questions.map((question) => (
            <Row key={question.id} test={id} question={question} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ test, question }: { test: string; question: BetaQuestion }) {
  const { t, i18n } = useTranslation();
  const { id, text, at, title, decision, reply, verdict } = question;
  return (
    <tr data-walk={id} data-verdict={verdict ?? undefined} tabIndex={0} aria-label={text}>
      <th scope="row">
        {text}
        <time dateTime={at}>{clockTime(at, i18n.language)}</time>
      </th>
      <td>{title ?? <span className={classes.soft}>{t("learning.beta.unread")}</span>}</td>
      <td>
        <span className={classes.did} data-did={decision}>
          {t(`learning.beta.decisions.${decision}`)}
        </span>
        {reply && <span className={classes.reply}>{reply}</span>}
      </td>
      <td>
        <Verdicts test={test} id={id} text={text} verdict={verdict} />
      </td>
    </tr>
  );
}

interface VerdictsProps {
  test: string;
  id: string;
  text: string;
  verdict: Judgement | null;
}

const signs = { right: IconCheck, wrong: IconX } as const;

function Verdicts({ test, id, text, verdict }: VerdictsProps) {
  const { t } = useTranslation();
  const judge = useJudge(test);
  return (
    <Group gap={4} wrap="nowrap" role="group" aria-label={t("learning.beta.judge", { text })}>
      {(["right", "wrong"] as const).map((one) => {
        const Icon = signs[one];
        return (
          <ActionIcon
            key={one}
            size={32}
            className={classes.sign ?? ""}
            data-verdict={one}
            aria-pressed={verdict === one}
            aria-label={t(`learning.beta.${one}`)}
            onClick={() => judge.mutate({ id, verdict: verdict === one ? null : one })}
          >
            <Icon size={18} stroke={2} />
          </ActionIcon>
        );
      })}
    </Group>
  );
}
