import { useTranslation } from "react-i18next";
import type { BoardAgent } from "../api/office";
import { Empty } from "../office/Page";
import classes from "./Board.module.css";

const order = { online: 0, away: 1, offline: 2 };

/** Who is there, and how much they have. */
export function OnDuty({ agents }: { agents: BoardAgent[] }) {
  const { t } = useTranslation();
  if (agents.length === 0) return <Empty>{t("board.nobodyHere")}</Empty>;
  const sorted = [...agents].sort(
    (one, other) => order[one.presence] - order[other.presence] || other.load - one.load,
  );
  return (
    <ul className={classes.people}>
      {sorted.map((one) => (
        <Person key={one.agent.id} {...one} />
      ))}
    </ul>
  );
}

function Person({ agent, presence, load, capacity }: BoardAgent) {
  const { t } = useTranslation();
  const full = capacity !== null && load >= capacity;
  const share = capacity ? Math.min(1, load / capacity) : 0;
  return (
    <li className={classes.person}>
      <span className={classes.presence} data-state={presence} aria-hidden />
      <span className={classes.who}>
        {agent.name}
        <span className={classes.soft}> {t(`duty.${presence}`)}</span>
      </span>
      <span className={classes.meter} data-full={full || undefined} aria-hidden>
        <span style={{ inlineSize: `${share * 100}%` }} />
      </span>
      <span className={classes.load}>
        {capacity === null ? t("board.loadOnly", { load }) : t("board.load", { load, capacity })}
      </span>
    </li>
  );
}
