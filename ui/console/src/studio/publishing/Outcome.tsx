import { Button, CloseButton } from "@mantine/core";
import { IconArrowBackUp, IconCircleCheck, IconCircleX, IconPlayerStop } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { Publication } from "../../api/content";
import { shortTime } from "../../words/times";
import classes from "./Publishing.module.css";
import { ReportView } from "./ReportView";

const icons = {
  live: IconCircleCheck,
  failed: IconCircleX,
  stopped: IconPlayerStop,
  taken_back: IconArrowBackUp,
};

/** How the last publication ended; whatever went wrong, what is live stayed as it was. */
export function Outcome({ publication, onSeen }: { publication: Publication; onSeen: () => void }) {
  const { t, i18n } = useTranslation();
  const [report, setReport] = useState(false);
  const state = publication.state as keyof typeof icons;
  const Icon = icons[state];
  return (
    <>
      <section className={classes.outcome} data-state={state} role="status">
        <Icon size={24} stroke={1.7} aria-hidden />
        <div>
          <h2>{t(`studio.outcome.${state}`, { number: publication.version })}</h2>
          <p>
            {publication.error?.message ?? t(`studio.outcome.explained.${state}`)}{" "}
            {state === "failed" && t("studio.outcome.untouched")}
          </p>
          <p className={classes.soft}>
            {publication.author} · {shortTime(publication.changed_at, i18n.language)}
            {publication.note && <> · {publication.note}</>}
          </p>
          <div className={classes.outcomeEnd}>
            {publication.report && (
              <Button size="xs" variant="default" aria-expanded={report} onClick={() => setReport(!report)}>
                {t("studio.outcome.report")}
              </Button>
            )}
            {state === "live" && (
              <Button size="xs" variant="default" component={Link} href="/studio/versions">
                {t("studio.outcome.versions")}
              </Button>
            )}
          </div>
        </div>
        <CloseButton aria-label={t("action.close")} onClick={onSeen} />
      </section>
      {report && publication.report && <ReportView report={publication.report} />}
    </>
  );
}
