import { useTranslation } from "react-i18next";
import type { LiveBoard } from "../api/office";
import { lasted } from "../words/times";
import classes from "./Board.module.css";

/** The day so far. */
export function Today({ today }: { today: LiveBoard["today"] }) {
  const { t, i18n } = useTranslation();
  const score = new Intl.NumberFormat(i18n.language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const first = today.first_response_seconds;
  const rows: [string, string][] = [
    [t("board.volume"), String(today.volume)],
    [t("board.confirmed"), String(today.resolved_confirmed)],
    [t("board.assumed"), String(today.resolved_assumed)],
    [t("board.handedOver"), String(today.handed_over)],
    [t("board.closed"), String(today.closed)],
    [t("board.firstResponse"), first === null ? "–" : lasted(first * 1000, t)],
    [
      t("board.satisfaction"),
      today.satisfaction === null
        ? "–"
        : t("board.score", { score: score.format(today.satisfaction), count: today.satisfaction_count }),
    ],
  ];
  return (
    <dl className={classes.today}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
