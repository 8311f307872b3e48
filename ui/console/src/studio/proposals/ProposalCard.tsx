import { Button, Group } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmButton } from "../../admin/ConfirmButton";
import type { Proposal } from "../../api/learning";
import { dateOf } from "../../words/times";
import classes from "./Proposals.module.css";

/** As many answers as can be compared at a glance. */
const AT_FIRST = 3;

interface Props {
  proposal: Proposal;
  busy: boolean;
  onAccept: () => void;
  onDismiss: () => void;
}

export function ProposalCard({ proposal, busy, onAccept, onDismiss }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const { language, home, title, question, count, examples } = proposal;
  const code = language === "it" || language === "en" ? language : "other";
  return (
    <li className={classes.card} aria-labelledby={id}>
      <div className={classes.head}>
        <div>
          <h2 id={id} lang={language ?? undefined}>
            {title || question}
          </h2>
          <p className={classes.facts}>
            <b>{t("learning.proposals.times", { count })}</b>
            <span>{t(`language.${code}`)}</span>
            {home.home === "topic" && home.title && (
              <span>{t("learning.proposals.near", { title: home.title })}</span>
            )}
          </p>
        </div>
        <Group gap="xs">
          <ConfirmButton
            of={title || question}
            size="sm"
            question={t("learning.proposals.dismissQuestion")}
            onConfirm={onDismiss}
          >
            {t("learning.proposals.dismiss")}
          </ConfirmButton>
          <Button
            disabled={busy}
            rightSection={<IconArrowRight size={16} aria-hidden />}
            aria-describedby={id}
            onClick={onAccept}
          >
            {t("learning.proposals.accept")}
          </Button>
        </Group>
      </div>
      <h3>{t("learning.proposals.customers")}</h3>
      <ul className={classes.examples} lang={language ?? undefined}>
        {examples.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <h3>{t("learning.proposals.agents")}</h3>
      <Answers proposal={proposal} />
    </li>
  );
}

/** The agents' words side by side: what they have in common is the answer. */
function Answers({ proposal: { answers, language } }: { proposal: Proposal }) {
  const { t, i18n } = useTranslation();
  const [all, setAll] = useState(false);
  const shown = all ? answers : answers.slice(0, AT_FIRST);
  const more = answers.length - AT_FIRST;
  return (
    <>
      <ul className={classes.answers}>
        {shown.map(({ text, agent, at }) => (
          <li key={`${at} ${agent}`}>
            <blockquote lang={language ?? undefined}>{text}</blockquote>
            <p>
              {agent && <>{agent} · </>}
              <time dateTime={at}>{dateOf(at, i18n.language)}</time>
            </p>
          </li>
        ))}
      </ul>
      {more > 0 && !all && (
        <Button size="compact-sm" variant="subtle" onClick={() => setAll(true)}>
          {t("learning.proposals.more", { count: more })}
        </Button>
      )}
    </>
  );
}
