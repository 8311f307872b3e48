import { useTranslation } from "react-i18next";
import type { IntentReading } from "../api/types";
import classes from "./Details.module.css";

/** How a message could be meant, most likely first; the number says what the bar shows. */
export function ReadingBars({ readings }: { readings: readonly IntentReading[] }) {
  const { i18n } = useTranslation();
  const percent = new Intl.NumberFormat(i18n.language, { style: "percent", maximumFractionDigits: 0 });
  return (
    <ol className={classes.bars}>
      {readings.map((reading) => (
        <li key={reading.intent}>
          <span>{reading.title || reading.intent}</span>
          <b>{percent.format(reading.confidence)}</b>
          <span className={classes.track} aria-hidden>
            <i style={{ width: `${Math.round(reading.confidence * 100)}%` }} />
          </span>
        </li>
      ))}
    </ol>
  );
}
