import "@mantine/charts/styles.css";
import "@mantine/dates/styles.css";
import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FigureKey, Figures } from "../api/office";
import { Fetched, Page } from "../office/Page";
import { Behind, type Wanted } from "./Behind";
import { FigureCard } from "./FigureCard";
import { FigureChart } from "./FigureChart";
import { Filters } from "./Filters";
import { PeriodChooser } from "./PeriodChooser";
import { spoken } from "./period";
import { Reasons } from "./Reasons";
import classes from "./Reports.module.css";
import { type Query, useReport, useReportQuery, writeQuery } from "./useReport";

/** What happened, beside the period before; every figure opens the conversations behind it. */
export default function ReportsPage() {
  const { t } = useTranslation();
  const [query, change] = useReportQuery();
  const report = useReport(query);
  return (
    <Page
      title={t("reports.title")}
      lead={<Lead report={report.data} />}
      actions={<Download query={query} />}
    >
      <div className={classes.controls}>
        <PeriodChooser period={query.period} onChange={(period) => change({ period })} />
        <Filters query={query} onChange={change} />
      </div>
      <Fetched of={report}>{(data) => <Report report={data} query={query} />}</Fetched>
    </Page>
  );
}

function Lead({ report }: { report: Figures | undefined }) {
  const { t, i18n } = useTranslation();
  if (!report) return <>{t("reports.lead")}</>;
  const now = spoken({ from: report.start, to: report.end }, i18n.language);
  const before = spoken({ from: report.previous_start, to: report.previous_end }, i18n.language);
  return <>{t("reports.compared", { now, before })}</>;
}

function Download({ query }: { query: Query }) {
  const { t } = useTranslation();
  const address = `/api/figures.csv?${new URLSearchParams({ ...writeQuery(query), bom: "true" })}`;
  return (
    <Button
      component="a"
      href={address}
      download
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
    >
      {t("reports.csv")}
    </Button>
  );
}

function Report({ report, query }: { report: Figures; query: Query }) {
  const [chosen, choose] = useState<FigureKey>("volume");
  const [wanted, want] = useState<Wanted | null>(null);
  const figure = report.figures.find(({ key }) => key === chosen) ?? report.figures[0];
  return (
    <>
      <ul className={classes.cards}>
        {report.figures.map((one) => (
          <FigureCard
            key={one.key}
            figure={one}
            chosen={one.key === figure?.key}
            onChoose={() => choose(one.key)}
            onOpen={() => want({ figure: one, point: null })}
          />
        ))}
      </ul>
      {figure && (
        <FigureChart figure={figure} group={report.group} onOpen={(point) => want({ figure, point })} />
      )}
      <Reasons reasons={report.handed_over_by_reason} />
      <Behind wanted={wanted} query={query} onClose={() => want(null)} />
    </>
  );
}
