import { useTranslation } from "react-i18next";
import { useRank } from "../state/queries";
import classes from "./RankParts.module.css";

/** What makes a case's place in the queue, part by part. */
export function RankParts({ caseId }: { caseId: string }) {
  const { t } = useTranslation();
  const { data, isPending } = useRank(caseId, true);
  if (!data) return <p className={classes.word}>{t(isPending ? "rank.loading" : "rank.failed")}</p>;
  return (
    <div className={classes.rank} data-rank={caseId}>
      <h3>{t("rank.title")}</h3>
      <dl>
        {data.parts.map(({ reason, text, minutes }) => (
          <div key={reason}>
            <dt>
              {t(`rank.reason.${reason}`)}
              {text && <small>{text}</small>}
            </dt>
            <dd>{t("rank.minutes", { minutes: Math.round(minutes) })}</dd>
          </div>
        ))}
      </dl>
      <p className={classes.word}>{t("rank.explain")}</p>
    </div>
  );
}
