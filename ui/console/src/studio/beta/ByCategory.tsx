import { BarChart } from "@mantine/charts";
import { useTranslation } from "react-i18next";
import admin from "../../admin/Admin.module.css";
import type { BetaCategory } from "../../api/learning";
import { Card } from "../../office/Page";
import classes from "./Beta.module.css";
import { outcomes, sumOf } from "./outcomes";

/** Of what each outcome is drawn; the table says the same in numbers. */
const colours = {
  right: "var(--accent)",
  asked: "var(--outcome-asked)",
  handed_over: "var(--outcome-person)",
  wrong: "var(--outcome-wrong)",
} as const;

/** What was answered, asked back, handed over and wrong, by category. */
export function ByCategory({ categories }: { categories: readonly BetaCategory[] }) {
  const { t } = useTranslation();
  const name = ({ title }: BetaCategory) => title || t("learning.beta.noCategory");
  const rows = [...categories].sort(ours).map((one) => ({ name: name(one), ...outcomes(one) }));
  const all = sumOf(rows);
  return (
    <Card
      title={t("learning.beta.report")}
      lead={t("learning.beta.summary", {
        count: all.questions,
        answered: all.answered,
        asked: all.asked,
        handed: all.handed_over,
        wrong: all.wrong,
      })}
    >
      <div className={classes.report}>
        <div aria-hidden className={classes.chart}>
          <BarChart
            h={Math.max(190, rows.length * 38 + 60)}
            data={rows}
            dataKey="name"
            type="stacked"
            orientation="vertical"
            withLegend
            legendProps={{ verticalAlign: "bottom", itemSorter: null }}
            tickLine="none"
            gridAxis="x"
            maxBarWidth={22}
            yAxisProps={{ width: 108 }}
            xAxisProps={{ allowDecimals: false }}
            barChartProps={{ accessibilityLayer: false }}
            series={[
              { name: "right", label: t("learning.beta.chartAnswered"), color: colours.right },
              { name: "asked", label: t("learning.beta.asked"), color: colours.asked },
              { name: "handed_over", label: t("learning.beta.handed_over"), color: colours.handed_over },
              { name: "wrong", label: t("learning.beta.wrongs"), color: colours.wrong },
            ]}
          />
        </div>
        <div className={admin.scroll}>
          <table className={classes.figures}>
            <thead>
              <tr>
                <th scope="col">{t("learning.beta.category")}</th>
                <th scope="col">{t("learning.beta.count")}</th>
                <th scope="col">{t("learning.beta.answered")}</th>
                <th scope="col">{t("learning.beta.asked")}</th>
                <th scope="col">{t("learning.beta.handed_over")}</th>
                <th scope="col">{t("learning.beta.wrongs")}</th>
              </tr>
            </thead>
            <tbody>
              {[...rows, { name: t("learning.beta.all"), ...all }].map((row) => (
                <tr key={row.name}>
                  <th scope="row">{row.name}</th>
                  <td>{row.questions}</td>
                  <td>{row.answered}</td>
                  <td>{row.asked}</td>
                  <td>{row.handed_over}</td>
                  <td data-wrong={row.wrong > 0 || undefined}>{row.wrong}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </Card>
  );
}

/** What belongs to no category comes last. */
function ours(one: BetaCategory, other: BetaCategory): number {
  return Number(!one.category) - Number(!other.category);
}
