import { IconLock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Note } from "../api/work";
import { mentionsIn } from "../composer/mentions";
import { useColleagues } from "../state/queries";
import { useSession } from "../state/session";
import { clockTime, fullTime } from "../words/times";
import classes from "./NoteRow.module.css";

/** What colleagues tell each other in between; the shopper never sees it. */
export function NoteRow({ note }: { note: Note }) {
  const { t, i18n } = useTranslation();
  const { agent } = useSession();
  return (
    <div
      className={classes.note}
      data-note={note.id}
      data-mentions-me={note.mentions.includes(agent.id) || undefined}
    >
      <div className={classes.byline}>
        <IconLock size={14} stroke={1.8} aria-hidden />
        <b>{note.author.name}</b>
        <span>{t("note.private")}</span>
        <time dateTime={note.at} title={fullTime(note.at, i18n.language)}>
          {clockTime(note.at, i18n.language)}
        </time>
      </div>
      <p>
        <WithMentions text={note.text} />
      </p>
    </div>
  );
}

function WithMentions({ text }: { text: string }) {
  const { data: colleagues } = useColleagues();
  const parts = mentionsIn(text, colleagues ?? []);
  return parts.map(({ text: words, mention }, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never move
    mention ? <mark key={index}>{words}</mark> : <span key={index}>{words}</span>,
  );
}
