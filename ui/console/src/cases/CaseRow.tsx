import { memo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useUnread } from "../alerts/seen";
import type { Case } from "../api/types";
import { ChannelIcon } from "../channels/registry";
import { useTime } from "../state/clock";
import { clockTime, fullTime, lasted } from "../words/times";
import classes from "./CaseRow.module.css";
import { ReasonChip } from "./ReasonChip";

interface Props {
  item: Case;
  open: boolean;
  mine: boolean;
}

/** One case in the queue; a link, so that the keyboard, the middle button and readers know it. */
export const CaseRow = memo(function CaseRow({ item, open, mine }: Props) {
  const { t } = useTranslation();
  const unread = useUnread(item, open);
  const loud = unread > 0 && (mine || item.state === "waiting");
  return (
    <li>
      <Link
        href={`/c/${item.conversation_id}`}
        className={classes.row}
        aria-current={open ? "page" : undefined}
        data-case={item.id}
        data-conversation={item.conversation_id}
      >
        <span className={classes.first}>
          {item.place !== null && item.state === "waiting" && <Ticket place={item.place} />}
          <span className={classes.name}>{item.contact_name || t("person.unnamed")}</span>
          <ChannelIcon channel={item.channel} />
          <Moment item={item} />
        </span>
        <span className={classes.text}>{item.last_text || t("message.noText")}</span>
        <span className={classes.last}>
          <ReasonChip reason={item.reason} />
          {item.language && <abbr title={languageName(item.language)}>{item.language.toUpperCase()}</abbr>}
          {item.agent && !mine && <span className={classes.agent}>{item.agent.name}</span>}
          {loud && (
            <span className={classes.unread}>
              <span aria-hidden>{unread}</span>
              <span className={classes.spoken}>{t("queue.unread", { count: unread })}</span>
            </span>
          )}
        </span>
      </Link>
    </li>
  );

  function languageName(code: string): string {
    return t(`language.${code === "en" ? "en" : code === "it" ? "it" : "other"}`);
  }
});

/** The number one draws at a counter. */
function Ticket({ place }: { place: number }) {
  const { t } = useTranslation();
  return (
    <span className={classes.ticket}>
      <span className={classes.spoken}>{t("queue.place")} </span>
      {place}
    </span>
  );
}

/** How long a waiting case has waited; for others, when something was last said. */
function Moment({ item }: { item: Case }) {
  const { t, i18n } = useTranslation();
  const waits = item.state === "waiting";
  const opened = Date.parse(item.opened_at);
  const waited = useTime((now) => (waits ? lasted(now - opened, t) : ""));
  const when = waits ? item.opened_at : (item.closed_at ?? item.last_at ?? item.opened_at);
  return (
    <time
      className={classes.moment}
      dateTime={when}
      title={fullTime(when, i18n.language)}
      data-waits={waits || undefined}
    >
      {waits && <span className={classes.spoken}>{t("queue.waits")} </span>}
      {waits ? waited : clockTime(when, i18n.language)}
    </time>
  );
}
