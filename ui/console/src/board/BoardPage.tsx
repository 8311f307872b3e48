import { useTranslation } from "react-i18next";
import type { LiveBoard } from "../api/office";
import { useConnection } from "../live/connection";
import { Card, Fetched, Page } from "../office/Page";
import { clockTime } from "../words/times";
import classes from "./Board.module.css";
import { Now } from "./Now";
import { OnDuty } from "./OnDuty";
import { Promises } from "./Promises";
import { TeamQueues } from "./TeamQueues";
import { Today } from "./Today";
import { useLiveBoard } from "./useLiveBoard";

/** What happens at this moment. */
export default function BoardPage() {
  const { t } = useTranslation();
  const board = useLiveBoard();
  return (
    <Page
      title={t("board.title")}
      lead={t("board.lead")}
      actions={board.data && <Freshness at={board.data.at} />}
    >
      <Fetched of={board}>{(data) => <Parts board={data} />}</Fetched>
    </Page>
  );
}

function Parts({ board }: { board: LiveBoard }) {
  const { t } = useTranslation();
  return (
    <div className={classes.board}>
      <Now board={board} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <Card title={t("board.promises")}>
            <Promises breaches={board.breaches} warnings={board.warnings} />
          </Card>
          <Card title={t("board.teams")}>
            <TeamQueues teams={board.teams} at={board.at} />
          </Card>
        </div>
        <div className={classes.column}>
          <Card title={t("board.onDuty")}>
            <OnDuty agents={board.on_duty} />
          </Card>
          <Card title={t("board.today")}>
            <Today today={board.today} />
          </Card>
        </div>
      </div>
    </div>
  );
}

function Freshness({ at }: { at: string }) {
  const { t, i18n } = useTranslation();
  const live = useConnection(({ line }) => line === "live");
  const time = clockTime(at, i18n.language);
  return (
    <span className={classes.fresh} data-live={live || undefined}>
      <span aria-hidden className={classes.dot} />
      {t(live ? "board.live" : "board.asOf", { time })}
    </span>
  );
}
