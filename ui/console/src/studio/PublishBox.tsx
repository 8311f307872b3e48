import { Button, Progress } from "@mantine/core";
import { IconRocket } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { dateOf } from "../words/times";
import { isOver, usePublication, useTopics } from "./asked";
import classes from "./Studio.module.css";

/** What is live, how much is not yet, and how far a publication is. */
export function PublishBox() {
  const { t, i18n } = useTranslation();
  const { data: topics } = useTopics();
  const { data: publication } = usePublication();
  if (!topics) return <div className={classes.box} />;
  const running = publication && !isOver(publication) ? publication : null;
  const { live, changes } = topics;
  return (
    <div className={classes.box} data-changes={changes > 0 || undefined}>
      <p>
        {running
          ? t(`studio.publishing.states.${running.state}`)
          : t(changes > 0 ? "studio.box.changes" : "studio.box.none", { count: changes })}
      </p>
      {running ? (
        <Progress value={running.progress * 100} size="sm" aria-label={t("studio.publishing.progress")} />
      ) : (
        live && (
          <span className={classes.boxSoft}>
            {t("studio.box.live", { number: live.number, date: dateOf(live.published_at, i18n.language) })}
          </span>
        )
      )}
      {(changes > 0 || running) && (
        <Button
          component={Link}
          href="/studio/publishing"
          size="xs"
          fullWidth
          leftSection={<IconRocket size={15} aria-hidden />}
        >
          {t(running ? "studio.box.look" : "studio.box.publish")}
        </Button>
      )}
    </div>
  );
}
