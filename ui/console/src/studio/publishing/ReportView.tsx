import { SegmentedControl } from "@mantine/core";
import { IconArrowRight, IconCircleCheck, IconHandStop } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Report, ReportChange } from "../../api/content";
import { Card, Empty } from "../../office/Page";
import classes from "./Publishing.module.css";

const kinds = ["newly_answered", "answered_differently", "no_longer_answered"] as const;

/** What a publication would change for shoppers, and whether the figures are for it. */
export function ReportView({ report }: { report: Report }) {
  const { t } = useTranslation();
  return (
    <>
      <Gate report={report} />
      <Card title={t("studio.report.title")}>
        <dl className={classes.counts}>
          {kinds.map((kind) => (
            <div key={kind} data-kind={report.counts[kind] > 0 ? kind : "none"}>
              <dt>{t(`studio.report.counts.${kind}`, { count: report.counts[kind] })}</dt>
              <dd>{report.counts[kind]}</dd>
            </div>
          ))}
        </dl>
        <Changes changes={report.changes} />
      </Card>
      {report.figures.length > 0 && <Figures report={report} />}
    </>
  );
}

function Gate({ report: { gate, reasons } }: { report: Report }) {
  const { t } = useTranslation();
  const passes = gate === "pass";
  const Icon = passes ? IconCircleCheck : IconHandStop;
  return (
    <section className={classes.gate} data-gate={gate} aria-labelledby="gate">
      <h2 id="gate">
        <Icon size={20} stroke={1.8} aria-hidden />
        {t(`studio.report.gate.${gate}`)}
      </h2>
      {reasons.length > 0 && (
        <ul>
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Changes({ changes }: { changes: ReportChange[] }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<string>("all");
  if (changes.length === 0) return <Empty>{t("studio.report.noChanges")}</Empty>;
  const there = kinds.filter((kind) => changes.some((change) => change.kind === kind));
  return (
    <>
      {there.length > 1 && (
        <SegmentedControl
          className={classes.kinds ?? ""}
          size="xs"
          aria-label={t("studio.report.which")}
          value={shown}
          onChange={setShown}
          data={["all" as const, ...there].map((kind) => ({
            value: kind,
            label: t(`studio.report.kinds.${kind}`),
          }))}
        />
      )}
      <ul className={classes.messages} aria-label={t("studio.report.messages")}>
        {changes
          .filter(({ kind }) => shown === "all" || kind === shown)
          .map((change) => (
            <Message key={`${change.set} ${change.text}`} change={change} />
          ))}
      </ul>
    </>
  );
}

function Message({ change: { text, kind, set, before, after, right, expected } }: { change: ReportChange }) {
  const { t } = useTranslation();
  return (
    <li data-kind={kind}>
      <q>{text}</q>
      <span className={classes.turn}>
        <span>{said(before)}</span>
        <IconArrowRight size={14} aria-label={t("studio.report.becomes")} />
        <strong>{said(after)}</strong>
      </span>
      <span className={classes.soft}>
        {t(`studio.report.sets.${set}`)}
        {right !== null && (
          <span className={classes.right} data-right={right}>
            {right ? t("studio.report.right") : t("studio.report.wrong", { title: expected?.title ?? "" })}
          </span>
        )}
      </span>
    </li>
  );

  function said({ title, decision }: ReportChange["before"]): string {
    if (decision === "answer") return title;
    return decision === "ask" ? t("studio.report.asks", { title }) : t("studio.report.toPerson");
  }
}

function Figures({ report: { figures } }: { report: Report }) {
  const { t, i18n } = useTranslation();
  const shown = (value: number | null) =>
    value === null
      ? "–"
      : value.toLocaleString(
          i18n.language,
          value <= 1 ? { style: "percent", maximumFractionDigits: 1 } : { maximumFractionDigits: 0 },
        );
  return (
    <Card title={t("studio.report.figures")}>
      <div className={classes.scroll}>
        <table className={classes.figures}>
          <thead>
            <tr>
              <th scope="col">{t("studio.report.on")}</th>
              <th scope="col">{t("studio.report.figure")}</th>
              <th scope="col">{t("studio.report.before")}</th>
              <th scope="col">{t("studio.report.after")}</th>
            </tr>
          </thead>
          <tbody>
            {figures.map(({ set, key, label, before, after }) => (
              <tr key={`${set} ${key}`}>
                <td>{t(`studio.report.sets.${set}`)}</td>
                <th scope="row">{label}</th>
                <td className="tabular">{shown(before)}</td>
                <td className="tabular">{shown(after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
