import { useTranslation } from "react-i18next";
import type { LiveBoard } from "../api/office";
import { useTime } from "../state/clock";
import { lasted } from "../words/times";
import classes from "./Board.module.css";

/** A wait longer than this is shown as one, in seconds. */
const LONG = 600;

/** The four numbers that are looked for from across the room. */
export function Now({ board }: { board: LiveBoard }) {
  const { t } = useTranslation();
  const since = useTime((now) => Math.max(0, Math.floor((now - Date.parse(board.at)) / 1000)));
  const longest = board.waiting > 0 ? board.longest_wait_seconds + since : 0;
  const here = board.on_duty.filter(({ presence }) => presence === "online");
  const room = here.reduce((sum, { load, capacity }) => sum + Math.max(0, (capacity ?? load + 1) - load), 0);
  const broken = board.breaches.length;
  return (
    <dl className={classes.now}>
      <Figure
        name={t("board.waiting")}
        value={String(board.waiting)}
        note={t("board.taken", { count: board.taken })}
        tone={board.waiting > 0 ? "wait" : "calm"}
      />
      <Figure
        name={t("board.longest")}
        value={longest > 0 ? lasted(longest * 1000, t) : "–"}
        note={t(longest > 0 ? "board.longestNote" : "board.nobodyWaits")}
        tone={longest > LONG ? "alarm" : longest > 0 ? "wait" : "calm"}
      />
      <Figure
        name={t("board.here")}
        value={String(here.length)}
        note={t("board.room", { count: room })}
        tone={here.length === 0 ? "alarm" : "calm"}
      />
      <Figure
        name={t("board.breached")}
        value={String(broken)}
        note={t("board.warned", { count: board.warnings.length })}
        tone={broken > 0 ? "alarm" : "calm"}
      />
    </dl>
  );
}

interface FigureProps {
  name: string;
  value: string;
  note: string;
  tone: "calm" | "wait" | "alarm";
}

function Figure({ name, value, note, tone }: FigureProps) {
  return (
    <div className={classes.number} data-tone={tone}>
      <dt>{name}</dt>
      <dd className={classes.value}>{value}</dd>
      <dd className={classes.note}>{note}</dd>
    </div>
  );
}
