import { useTranslation } from "react-i18next";
import type { ConversationHead } from "../api/types";
import { useTime } from "../state/clock";
import { lasted } from "../words/times";
import classes from "./Composer.module.css";

/** With less than this left, in milliseconds, an answer should not wait. */
const SOON = 2 * 60 * 60_000;

/** What may keep an answer from arriving, said before it is written. */
export function Warning({ head }: { head: ConversationHead }) {
  const { t } = useTranslation();
  const closes = Date.parse(head.window_closes_at ?? "");
  const left = useTime((now) => (closes > now && closes - now < SOON ? lasted(closes - now, t) : ""));
  if (head.blocked) return <p className={classes.warning}>{t("composer.blocked")}</p>;
  if (left) return <p className={classes.warning}>{t("compose.windowSoon", { left })}</p>;
  return null;
}
