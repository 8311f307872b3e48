import { ActionIcon } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { Mention } from "../api/work";
import { readMention } from "../api/workCalls";
import { showLeft } from "../shell/left";
import { mentionsKey, useMentions } from "../state/queries";
import { shortTime } from "../words/times";
import classes from "./Search.module.css";

/** In place of the queue: where colleagues have called this agent, unread first. */
export function MentionsPane() {
  const { t } = useTranslation();
  const { data, isError } = useMentions();
  return (
    <nav className={classes.pane} aria-label={t("mentions.title")} data-mentions>
      <div className={classes.head}>
        <ActionIcon aria-label={t("search.close")} onClick={() => showLeft("queue")} id="mentions-back">
          <IconArrowLeft size={19} stroke={1.7} />
        </ActionIcon>
        <h1 className={classes.title}>{t("mentions.title")}</h1>
      </div>
      {isError && (
        <p className={classes.word} role="alert">
          {t("mentions.failed")}
        </p>
      )}
      {data?.length === 0 && <p className={classes.word}>{t("mentions.none")}</p>}
      <ol className={classes.hits}>
        {data?.map((mention) => (
          <Row key={mention.note.id} mention={mention} />
        ))}
      </ol>
    </nav>
  );
}

function Row({ mention: { note, contact_name, read } }: { mention: Mention }) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: readMention,
    onSettled: () => client.invalidateQueries({ queryKey: mentionsKey }),
  });
  const name = contact_name || t("person.unnamed");
  const place = note.after_sequence ? `?m=${note.after_sequence}` : "";
  return (
    <li>
      <Link
        href={`/c/${note.conversation_id}${place}`}
        className={classes.hit}
        data-mention={note.id}
        data-unread={!read || undefined}
        onClick={() => {
          if (!read) mutate(note.id);
        }}
      >
        <span className={classes.from}>
          <b>{t("mentions.by", { author: note.author.name, name })}</b>
          {!read && <span className={classes.new}>{t("mentions.new")}</span>}
          <time dateTime={note.at}>{shortTime(note.at, i18n.language)}</time>
        </span>
        <span className={classes.snippet}>{note.text}</span>
      </Link>
    </li>
  );
}
