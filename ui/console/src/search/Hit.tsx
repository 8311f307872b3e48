import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { SearchHit } from "../api/work";
import { ChannelIcon } from "../channels/registry";
import { fullTime, shortTime } from "../words/times";
import classes from "./Search.module.css";
import { piecesOf } from "./snippet";

export function Hit({ hit, open }: { hit: SearchHit; open: boolean }) {
  const { t, i18n } = useTranslation();
  const author = hit.author === "note" ? t("search.noteBy") : t(`author.${hit.author}`);
  return (
    <li>
      <Link
        href={`/c/${hit.conversation_id}?m=${hit.sequence}`}
        className={classes.hit}
        data-hit={hit.message_id}
        data-open={open || undefined}
      >
        <span className={classes.from}>
          <b>{hit.contact_name || t("person.unnamed")}</b>
          <ChannelIcon channel={hit.channel} size={14} />
          <time dateTime={hit.at} title={fullTime(hit.at, i18n.language)}>
            {shortTime(hit.at, i18n.language)}
          </time>
        </span>
        <span className={classes.snippet}>
          <small>{hit.author_name || author}: </small>
          {piecesOf(hit.snippet).map(({ text, found }, index) =>
            // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never move
            found ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
          )}
        </span>
      </Link>
    </li>
  );
}
