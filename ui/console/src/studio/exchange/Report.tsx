import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { ImportPreview, ImportReport } from "../../api/learning";
import { Card } from "../../office/Page";
import { useTopics } from "../asked";
import classes from "./Exchange.module.css";

interface Props {
  report: ImportReport;
  preview: ImportPreview;
  onAgain: () => void;
}

/** What became of an import, row by row where a row was refused. */
export function Report({ report, preview, onAgain }: Props) {
  const { t } = useTranslation();
  const { taken, merged, refused } = report;
  return (
    <Card title={t("learning.exchange.report")} lead={t("learning.exchange.draftOnly")}>
      <ul className={classes.counts}>
        <li data-count={taken}>{t("learning.exchange.taken", { count: taken })}</li>
        <li data-count={merged}>{t("learning.exchange.merged", { count: merged })}</li>
        <li data-count={refused.length} data-refused>
          {t("learning.exchange.refused", { count: refused.length })}
        </li>
      </ul>
      {refused.length > 0 && (
        <ul className={classes.refusals}>
          {refused.map(({ row, reason }) => (
            <li key={row}>
              <b>
                {preview.items.find((one) => one.row === row)?.question ||
                  t("learning.exchange.row", { row })}
              </b>
              <span>{reason}</span>
            </li>
          ))}
        </ul>
      )}
      <Topics names={report.topics} />
      <Button mt="md" variant="default" onClick={onAgain}>
        {t("learning.exchange.another")}
      </Button>
    </Card>
  );
}

function Topics({ names }: { names: readonly string[] }) {
  const { t } = useTranslation();
  const { data } = useTopics();
  if (names.length === 0) return null;
  const titleOf = (name: string) => data?.items.find((one) => one.name === name)?.title ?? name;
  return (
    <>
      <h3 className={classes.topicsTitle}>{t("learning.exchange.toTopics")}</h3>
      <ul className={classes.topics}>
        {names.map((name) => (
          <li key={name}>
            <Link href={`/studio/topics/${name}`}>{titleOf(name)}</Link>
          </li>
        ))}
      </ul>
    </>
  );
}
