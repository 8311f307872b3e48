import { IconUser, IconUsersGroup } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Presence } from "../api/work";
import type { Destination } from "../api/workCalls";
import { matches } from "../composer/completion";
import { useColleagues, useTeams } from "../state/queries";
import { useSession } from "../state/session";
import classes from "./Destinations.module.css";

export interface Option {
  key: string;
  name: string;
  to: Destination;
  /** Of a colleague; null for a team. */
  presence: Presence | null;
  load: { load: number; capacity: number } | null;
}

const rank: Record<Presence, number> = { online: 0, away: 1, offline: 2 };

/** Colleagues who are there and have room first, then teams. */
export function useOptions(query: string): Option[] {
  const { agent } = useSession();
  const { data: colleagues } = useColleagues();
  const { data: teams } = useTeams();
  const agents = (colleagues ?? [])
    .filter(({ id }) => id !== agent.id)
    .sort((one, other) => rank[one.presence] - rank[other.presence] || one.load - other.load)
    .map(({ id, name, presence, load, capacity }) => ({
      key: `agent-${id}`,
      name,
      to: { to_agent: id },
      presence,
      load: { load, capacity },
    }));
  const others = (teams ?? []).map(({ id, name }) => ({
    key: `team-${id}`,
    name,
    to: { to_team: id },
    presence: null,
    load: null,
  }));
  return [...agents, ...others].filter(({ name }) => matches(query, name));
}

interface Props {
  options: readonly Option[];
  chosen: string | null;
  onChoose: (key: string) => void;
}

export function Destinations({ options, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  if (options.length === 0) return <p className={classes.word}>{t("transfer.none")}</p>;
  return (
    <div className={classes.list} role="radiogroup" aria-label={t("transfer.title")}>
      {options.map(({ key, name, presence, load }) => (
        <label key={key} className={classes.option} data-chosen={key === chosen || undefined}>
          <input
            type="radio"
            name="destination"
            value={key}
            checked={key === chosen}
            onChange={() => onChoose(key)}
          />
          {presence === null ? (
            <IconUsersGroup size={17} stroke={1.6} aria-hidden />
          ) : (
            <IconUser size={17} stroke={1.6} aria-hidden />
          )}
          <span>{name}</span>
          {presence && (
            <small data-presence={presence}>
              <i aria-hidden /> {t(`duty.${presence}`)}
              {load && presence !== "offline" && ` · ${t("transfer.load", load)}`}
            </small>
          )}
        </label>
      ))}
    </div>
  );
}
