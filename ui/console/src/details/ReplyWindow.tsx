import { useTranslation } from "react-i18next";
import { useTime } from "../state/clock";
import { lasted } from "../words/times";
import classes from "./Details.module.css";

/** With less than this left, in milliseconds, an answer should not wait. */
const SOON = 2 * 60 * 60_000;

/** How long the channel still lets us answer. */
export function ReplyWindow({ closesAt }: { closesAt: string }) {
  const { t } = useTranslation();
  const closes = Date.parse(closesAt);
  const left = useTime((now) => (closes > now ? lasted(closes - now, t) : ""));
  const soon = useTime((now) => closes - now < SOON);
  if (!left) return <span className={classes.late}>{t("window.closed")}</span>;
  return <span className={`tabular ${soon ? classes.soon : ""}`}>{t("window.left", { left })}</span>;
}
