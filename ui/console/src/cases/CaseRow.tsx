import { type MouseEvent, memo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useUnread } from "../alerts/seen";
import type { Case } from "../api/types";
import { ChannelIcon } from "../channels/registry";
import { useTime } from "../state/clock";
import { clockTime, fullTime, lasted } from "../words/times";
import { CaseMarks } from "./CaseMarks";
import classes from "./CaseRow.module.css";
import { RankButton } from "./RankButton";
import { ReasonChip } from "./ReasonChip";
import { SlaClock } from "./SlaClock";
import { selectable, selectTo, toggle, useIsSelected, useSelection } from "./selection";

interface Props {
  item: Case;
  open: boolean;
  mine: boolean;
}

/** One case in the queue; a link, so that the keyboard, the middle button and readers know it. */
export const CaseRow = memo(function CaseRow({ item, open, mine }: Props) {
  const { t } = useTranslation();
  const selecting = useSelection(({ on }) => on);
  const selected = useIsSelected(item.id);
  const waits = item.state === "waiting" && item.place !== null;
  const name = item.contact_name || t("person.unnamed");
  const select = (event: MouseEvent) => {
    if (!event.shiftKey) return;
    event.preventDefault();
    selectTo(item);
  };
  return (
    <div
      className={classes.frame}
      data-row={item.id}
      data-selecting={selecting || undefined}
      data-selected={selected || undefined}
    >
      {selecting && selectable(item) && (
        <input
          type="checkbox"
          className={classes.check}
          aria-label={t("row.select", { name })}
          checked={selected}
          onChange={() => toggle(item)}
        />
      )}
      {waits && item.place !== null && <RankButton caseId={item.id} place={item.place} />}
      <Link
        href={`/c/${item.conversation_id}`}
        className={classes.row}
        aria-current={open ? "page" : undefined}
        data-case={item.id}
        data-conversation={item.conversation_id}
        data-waits={waits || undefined}
        onClick={select}
      >
        <span className={classes.first}>
          <span className={classes.name}>{name}</span>
          <ChannelIcon channel={item.channel} />
          <CaseMarks item={item} />
          <Moment item={item} />
        </span>
        <span className={classes.text}>{item.last_text || t("message.noText")}</span>
        <span className={classes.last}>
          <ReasonChip reason={item.reason} />
          {item.language && <abbr title={languageName(item.language)}>{item.language.toUpperCase()}</abbr>}
          <Whose item={item} mine={mine} />
          <SlaClock item={item} />
          <Unread item={item} open={open} mine={mine} />
        </span>
      </Link>
    </div>
  );

  function languageName(code: string): string {
    return t(`language.${code === "en" ? "en" : code === "it" ? "it" : "other"}`);
  }
});

function Whose({ item, mine }: { item: Case; mine: boolean }) {
  const name = item.agent && !mine ? item.agent.name : item.team?.name;
  return name ? <span className={classes.agent}>{name}</span> : null;
}

function Unread({ item, open, mine }: Props) {
  const { t } = useTranslation();
  const unread = useUnread(item, open);
  if (unread === 0 || !(mine || item.state === "waiting")) return null;
  return (
    <span className={classes.unread}>
      <span aria-hidden>{unread}</span>
      <span className={classes.spoken}>{t("queue.unread", { count: unread })}</span>
    </span>
  );
}

/** How long a waiting case has waited; for others, when something was last said. */
function Moment({ item }: { item: Case }) {
  const { t, i18n } = useTranslation();
  const waits = item.state === "waiting";
  const since = item.queued_at ?? item.opened_at;
  const waited = useTime((now) => (waits ? lasted(now - Date.parse(since), t) : ""));
  const when = waits ? since : (item.closed_at ?? item.last_at ?? item.opened_at);
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
