import { Button, Group, Progress } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ConfirmButton } from "../../admin/ConfirmButton";
import type { Publication } from "../../api/content";
import { ask } from "../../api/loose";
import { Card } from "../../office/Page";
import { useSave } from "../../office/useSave";
import { shortTime } from "../../words/times";
import { publicationKey } from "../keys";
import classes from "./Publishing.module.css";
import { ReportView } from "./ReportView";

const steps = ["checking", "training", "evaluating", "ready", "publishing"] as const;

/** A publication that is under way: where it stands, what it would change, and the word to go or stop. */
export function Running({ publication }: { publication: Publication }) {
  const { t, i18n } = useTranslation();
  const { author, note, started_at, state, step, progress, report, restores } = publication;
  const ready = state === "ready";
  return (
    <>
      <Card>
        <p className={classes.whose}>
          {restores !== null
            ? t("studio.publishing.restores", { name: author, number: restores })
            : t("studio.publishing.whose", { name: author })}{" "}
          <span className={classes.soft}>{shortTime(started_at, i18n.language)}</span>
        </p>
        {note && <q className={classes.note}>{note}</q>}
        <Steps of={publication} />
        <div role="status" className={classes.step}>
          {ready && publication.going
            ? t("studio.publishing.going")
            : step || t(`studio.publishing.states.${state}`)}
        </div>
        {(!ready || publication.going) && (
          <Progress
            value={progress * 100}
            animated
            aria-label={t("studio.publishing.progress")}
            className={classes.progress ?? ""}
          />
        )}
        {!ready && state !== "publishing" && (
          <Group justify="space-between" mt="sm" gap="xs">
            <span className={classes.soft}>{t("studio.publishing.meanwhile")}</span>
            {!publication.going && <Stop publication={publication} />}
          </Group>
        )}
      </Card>
      {ready && report && !publication.going && (
        <>
          <ReportView report={report} />
          <Decide publication={publication} />
        </>
      )}
    </>
  );
}

function Steps({ of: { state } }: { of: Publication }) {
  const { t } = useTranslation();
  const here = steps.indexOf(state as (typeof steps)[number]);
  return (
    <ol className={classes.steps}>
      {steps.map((step, index) => (
        <li
          key={step}
          data-state={index < here ? "done" : index === here ? "here" : "later"}
          aria-current={index === here ? "step" : undefined}
        >
          <span aria-hidden>{index < here ? <IconCheck size={14} stroke={2.5} /> : index + 1}</span>
          {t(`studio.publishing.steps.${step}`)}
        </li>
      ))}
    </ol>
  );
}

function useDecision(publication: Publication, decision: "go" | "stop") {
  return useSave(() => ask("POST", `/api/content/publications/${publication.id}/${decision}`), {
    changes: [publicationKey],
  });
}

function Stop({ publication }: { publication: Publication }) {
  const { t } = useTranslation();
  const stop = useDecision(publication, "stop");
  return (
    <Button variant="default" size="xs" loading={stop.isPending} onClick={() => stop.mutate(undefined)}>
      {t("studio.publishing.stop")}
    </Button>
  );
}

/** The editor's word; against the figures it takes a second one. */
function Decide({ publication }: { publication: Publication }) {
  const { t } = useTranslation();
  const go = useDecision(publication, "go");
  const stop = useDecision(publication, "stop");
  const against = publication.report?.gate === "stop";
  const busy = go.isPending || go.isSuccess;
  return (
    <div className={classes.decide}>
      <p>{t(against ? "studio.publishing.decideAgainst" : "studio.publishing.decide")}</p>
      <Group gap="xs">
        <Button
          variant={against ? "filled" : "default"}
          loading={stop.isPending}
          disabled={busy}
          onClick={() => stop.mutate(undefined)}
        >
          {t("studio.publishing.dont")}
        </Button>
        {against ? (
          <ConfirmButton
            size="sm"
            loading={busy}
            question={t("studio.publishing.anywayQuestion")}
            onConfirm={() => go.mutate(undefined)}
          >
            {t("studio.publishing.anyway")}
          </ConfirmButton>
        ) : (
          <Button loading={busy} onClick={() => go.mutate(undefined)}>
            {t("studio.publishing.go")}
          </Button>
        )}
      </Group>
    </div>
  );
}
