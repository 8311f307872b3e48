import { AreaChart, BarChart } from "@mantine/charts";
import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Figure, FigurePoint, Group } from "../api/office";
import { Card, Empty } from "../office/Page";
import { shown } from "./format";
import { durations } from "./meaning";
import { PointsTable } from "./PointsTable";

interface Props {
  figure: Figure;
  group: Group;
  onOpen: (point: FigurePoint) => void;
}

/** More bars than these would not be told apart. */
const MOST_BARS = 12;

/** A figure over days or groups, as a picture or as a table; the table is always there for screen readers. */
export function FigureChart({ figure, group, onOpen }: Props) {
  const { t } = useTranslation();
  const [as, setAs] = useState<"chart" | "table">("chart");
  const title = t("reports.chartOf", { figure: figure.title, group: t(`reports.by.${group}`) });
  const control = (
    <SegmentedControl
      size="xs"
      aria-label={t("reports.as")}
      value={as}
      onChange={(value) => setAs(value as typeof as)}
      data={(["chart", "table"] as const).map((value) => ({ value, label: t(`reports.${value}`) }))}
    />
  );
  return (
    <Card title={title} aside={control}>
      {figure.series.length === 0 ? (
        <Empty>{t("reports.nothing")}</Empty>
      ) : (
        <>
          {as === "chart" && <Picture figure={figure} group={group} />}
          <PointsTable figure={figure} group={group} hidden={as === "chart"} onOpen={onOpen} />
        </>
      )}
    </Card>
  );
}

function Picture({ figure, group }: { figure: Figure; group: Group }) {
  const { t, i18n } = useTranslation();
  const two = durations.has(figure.key);
  const main = t(two ? "reports.median" : "reports.value");
  const series = [
    ...(two ? [{ name: "p90", label: t("reports.p90Name"), color: "var(--accent-line)" }] : []),
    { name: "value", label: main, color: "var(--accent)" },
  ];
  const points = group === "day" ? figure.series : mostFirst(figure.series);
  const data = points.map(({ label, value, p90 }) => ({ label, value, p90 }));
  const shared = {
    data,
    dataKey: "label",
    series,
    withLegend: two,
    tickLine: "none" as const,
    gridAxis: "x" as const,
    valueFormatter: (value: number) => shown(value, figure.unit, i18n.language, t),
    yAxisProps: { width: 76, allowDecimals: figure.unit !== "count" },
    referenceLines:
      figure.target === null
        ? []
        : [{ y: figure.target, color: "var(--wait)", label: t("reports.targetName") }],
  };
  if (group === "day" && data.length > 1)
    return (
      <div aria-hidden>
        <AreaChart
          h={280}
          {...shared}
          areaChartProps={{ accessibilityLayer: false }}
          curveType="monotone"
          fillOpacity={0.12}
          strokeWidth={2}
          withDots={data.length < 15}
        />
      </div>
    );
  return (
    <div aria-hidden>
      <BarChart
        h={280}
        {...shared}
        barChartProps={{ accessibilityLayer: false }}
        maxBarWidth={46}
        barProps={{ radius: [5, 5, 0, 0] }}
      />
    </div>
  );
}

function mostFirst(points: readonly FigurePoint[]): FigurePoint[] {
  return [...points].sort((one, other) => other.count - one.count).slice(0, MOST_BARS);
}
