import { Button, TextInput } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Interval } from "../../api/office";
import classes from "./Hours.module.css";
import { minutesOf, readDay, type Stretch, writeDay } from "./week";

interface Props {
  scope: string;
  weekly: Interval[];
  onChange: (weekly: Interval[]) => void;
  /** Whether something written cannot be read. */
  onWrong: (wrong: boolean) => void;
}

const DAYS = [0, 1, 2, 3, 4, 5, 6] as const;
const DAY_MINUTES = 24 * 60;

/** A line a day, written as one says it; Enter and the arrows lead to the next day. */
export function WeekEditor({ scope, weekly, onChange, onWrong }: Props) {
  const { t } = useTranslation();
  const [written, setWritten] = useState(() => DAYS.map((day) => writeDay(ofDay(weekly, scope, day))));
  const change = (lines: string[]) => {
    setWritten(lines);
    const read = lines.map(readDay);
    onWrong(read.includes(null));
    const others = weekly.filter((one) => one.scope !== scope);
    const mine = read.flatMap((stretches, day) => (stretches ?? []).map((one) => ({ scope, day, ...one })));
    onChange([...others, ...mine]);
  };
  const set = (day: number, line: string) => change(written.map((old, at) => (at === day ? line : old)));
  const monday = written[0] ?? "";
  return (
    <>
      <div className={classes.week} data-week>
        {DAYS.map((day) => (
          <Day key={day} day={day} written={written[day] ?? ""} onChange={(line) => set(day, line)} />
        ))}
      </div>
      <Button
        size="xs"
        variant="default"
        mt="sm"
        disabled={!readDay(monday)}
        onClick={() => change(written.map((line, day) => (day < 5 ? monday : line)))}
      >
        {t("admin.hours.copyMonday")}
      </Button>
      {scope !== "default" && <p className={classes.note}>{t("admin.hours.inherits")}</p>}
    </>
  );
}

interface DayProps {
  day: (typeof DAYS)[number];
  written: string;
  onChange: (line: string) => void;
}

function Day({ day, written, onChange }: DayProps) {
  const { t } = useTranslation();
  const stretches = readDay(written);
  const name = t(`admin.hours.day.${day}`);
  return (
    <div className={classes.day}>
      <label htmlFor={`day-${day}`}>{name}</label>
      <TextInput
        id={`day-${day}`}
        data-day={day}
        placeholder={t("admin.hours.closed")}
        value={written}
        error={stretches ? null : t("admin.hours.unreadable")}
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={() => stretches && onChange(writeDay(stretches))}
        onKeyDown={(event) => step(event, day)}
      />
      <Strip stretches={stretches ?? []} />
    </div>
  );
}

/** The open hours of a day as a strip from midnight to midnight. */
function Strip({ stretches }: { stretches: Stretch[] }) {
  return (
    <span className={classes.strip} aria-hidden>
      {stretches.map((one) => {
        const [from, to] = minutesOf(one);
        const style = { left: percent(from), width: percent(to - from) };
        return <i key={one.from} style={style} />;
      })}
    </span>
  );
}

function percent(minutes: number): string {
  return `${(minutes / DAY_MINUTES) * 100}%`;
}

function step(event: KeyboardEvent<HTMLInputElement>, day: number): void {
  const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" || event.key === "Enter" ? 1 : 0;
  if (by === 0) return;
  event.preventDefault();
  const week = event.currentTarget.closest("[data-week]");
  week?.querySelector<HTMLInputElement>(`[data-day="${day + by}"]`)?.select();
}

function ofDay(weekly: Interval[], scope: string, day: number): Stretch[] {
  return weekly
    .filter((one) => one.scope === scope && one.day === day)
    .map(({ from, to }) => ({ from: from.slice(0, 5), to: to.slice(0, 5) }));
}
