import { useTranslation } from "react-i18next";
import type { Person } from "../api/work";
import classes from "./Details.module.css";

/** How the shopper sounds, as an estimate that says how often it is wrong. */
export function Tone({ tone: { label, measured_error } }: { tone: NonNullable<Person["tone"]> }) {
  const { t, i18n } = useTranslation();
  const percent = new Intl.NumberFormat(i18n.language, { style: "percent", maximumFractionDigits: 0 });
  return (
    <span className={classes.tone} data-tone={label}>
      {t(`tone.${label}` as "tone.neutral", { defaultValue: label })}
      <span className={classes.estimated}>{t("who.toneEstimated")}</span>
      <small>{t("who.toneError", { error: percent.format(measured_error) })}</small>
    </span>
  );
}
