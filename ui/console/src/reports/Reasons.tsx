import { useTranslation } from "react-i18next";
import type { Figures } from "../api/office";
import { Card, Empty } from "../office/Page";
import classes from "./Reports.module.css";

/** Why conversations came to a person, most frequent first. */
export function Reasons({ reasons }: { reasons: Figures["handed_over_by_reason"] }) {
  const { t } = useTranslation();
  const sorted = [...reasons].sort((one, other) => other.value - one.value).filter(({ value }) => value > 0);
  const most = Math.max(1, ...sorted.map(({ value }) => value));
  return (
    <Card title={t("reports.reasons")}>
      {sorted.length === 0 ? (
        <Empty>{t("reports.nothing")}</Empty>
      ) : (
        <ul className={classes.reasons}>
          {sorted.map(({ reason, title, value }) => (
            <li key={reason}>
              <span>{title}</span>
              <span className={classes.track} aria-hidden>
                <span style={{ inlineSize: `${(value / most) * 100}%` }} />
              </span>
              <span className="tabular">{value}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
