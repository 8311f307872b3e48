import { Button, Textarea } from "@mantine/core";
import { IconExclamationCircle, IconRocket } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { Problem, Publication } from "../../api/content";
import { ask } from "../../api/loose";
import { Card, Empty, Fetched } from "../../office/Page";
import { useSave } from "../../office/useSave";
import { useChanges, useCheck, useTopics } from "../asked";
import { publicationKey } from "../keys";
import { ChangeList } from "./ChangeList";
import classes from "./Publishing.module.css";

/** What would go out, what stands against it, and in which words it goes. */
export function Prepare() {
  const { t } = useTranslation();
  const changes = useChanges();
  const check = useCheck();
  const errors = (check.data?.items ?? []).filter(({ severity }) => severity === "error");
  return (
    <>
      <Card title={t("studio.publishing.changes")}>
        <Fetched of={changes}>
          {({ items }) =>
            items.length > 0 ? (
              <ChangeList items={items} names={[t("studio.difference.live"), t("studio.difference.draft")]} />
            ) : (
              <Empty>
                {t("studio.publishing.nothing")}{" "}
                <Link href="/studio/topics">{t("studio.publishing.toTopics")}</Link>
              </Empty>
            )
          }
        </Fetched>
      </Card>
      {errors.length > 0 && <Errors errors={errors} />}
      {(changes.data?.items.length ?? 0) > 0 && <Begin blocked={errors.length > 0} />}
    </>
  );
}

/** What has to be mended before anything can go out. */
function Errors({ errors }: { errors: Problem[] }) {
  const { t } = useTranslation();
  const { data } = useTopics();
  const titles = new Map(data?.items.map(({ name, title }) => [name, title]));
  return (
    <section className={classes.errors} aria-labelledby="blocking">
      <h2 id="blocking">{t("studio.problems.beforePublishing", { count: errors.length })}</h2>
      <ul>
        {errors.map(({ topic, field, code, message }) => (
          <li key={`${topic} ${field} ${code} ${message}`}>
            <IconExclamationCircle size={16} aria-hidden />
            <span>
              {topic && (
                <Link href={titles.has(topic) ? `/studio/topics/${topic}` : `/studio/phrases/${topic}`}>
                  {titles.get(topic) ?? t("studio.phrases.one")}
                </Link>
              )}{" "}
              {message}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Begin({ blocked }: { blocked: boolean }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [note, setNote] = useState("");
  const begin = useSave(
    async () => {
      try {
        const body = { note: note.trim() };
        return await ask<Publication>("POST", "/api/content/publications", { body });
      } finally {
        // Somebody else's may be under way.
        void client.invalidateQueries({ queryKey: publicationKey });
      }
    },
    { onSuccess: (publication) => client.setQueryData(publicationKey, publication) },
  );
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!blocked) begin.mutate(undefined);
  };
  return (
    <Card>
      <form onSubmit={send} className={classes.begin}>
        <Textarea
          label={t("studio.publishing.note")}
          description={t("studio.publishing.noteHint")}
          autosize
          minRows={2}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <div className={classes.beginEnd}>
          <p>{t(blocked ? "studio.publishing.blocked" : "studio.publishing.next")}</p>
          <Button
            type="submit"
            leftSection={<IconRocket size={17} aria-hidden />}
            disabled={blocked}
            loading={begin.isPending}
          >
            {t("studio.publishing.begin")}
          </Button>
        </div>
      </form>
    </Card>
  );
}
