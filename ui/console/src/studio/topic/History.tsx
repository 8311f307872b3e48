import { CloseButton, Drawer } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { TopicPage } from "../../api/content";
import { Empty } from "../../office/Page";
import { fullTime, shortTime } from "../../words/times";
import classes from "./Topic.module.css";

interface Props {
  entries: TopicPage["history"];
  opened: boolean;
  onClose: () => void;
}

/** Who changed what, the last first. */
export function History({ entries, opened, onClose }: Props) {
  const { t, i18n } = useTranslation();
  return (
    <Drawer.Root opened={opened} onClose={onClose} position="right" size={420}>
      <Drawer.Overlay backgroundOpacity={0.25} />
      <Drawer.Content>
        <div className={classes.drawerHead}>
          <Drawer.Title className={classes.drawerTitle ?? ""}>{t("studio.history.title")}</Drawer.Title>
          <CloseButton aria-label={t("action.close")} onClick={onClose} data-autofocus />
        </div>
        <Drawer.Body>
          {entries.length === 0 && <Empty>{t("studio.history.none")}</Empty>}
          <ol className={classes.history}>
            {entries.map(({ at, by, summary }) => (
              <li key={`${at} ${summary}`}>
                <strong>{by}</strong>{" "}
                <time dateTime={at} title={fullTime(at, i18n.language)}>
                  {shortTime(at, i18n.language)}
                </time>
                <span>{summary}</span>
              </li>
            ))}
          </ol>
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
