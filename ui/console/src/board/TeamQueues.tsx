import { useTranslation } from "react-i18next";
import type { BoardTeam } from "../api/office";
import { Empty } from "../office/Page";
import { useTime } from "../state/clock";
import { lasted } from "../words/times";
import classes from "./Board.module.css";

/** How long each team's queue is. */
export function TeamQueues({ teams, at }: { teams: BoardTeam[]; at: string }) {
  const { t } = useTranslation();
  const since = useTime((now) => Math.max(0, Math.floor((now - Date.parse(at)) / 1000)));
  if (teams.length === 0) return <Empty>{t("board.noTeams")}</Empty>;
  const most = Math.max(1, ...teams.map(({ waiting }) => waiting));
  return (
    <table className={classes.teams}>
      <thead>
        <tr>
          <th scope="col">{t("board.team")}</th>
          <th scope="col">{t("board.waiting")}</th>
          <th scope="col">{t("board.longest")}</th>
        </tr>
      </thead>
      <tbody>
        {teams.map(({ team, waiting, longest_wait_seconds }) => (
          <tr key={team?.id ?? ""}>
            <th scope="row">{team?.name ?? t("board.noTeam")}</th>
            <td>
              <span className={classes.bar}>
                <span aria-hidden style={{ inlineSize: `${(waiting / most) * 5}rem` }} />
                {waiting}
              </span>
            </td>
            <td className="tabular">
              {waiting > 0 ? lasted((longest_wait_seconds + since) * 1000, t) : "–"}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
