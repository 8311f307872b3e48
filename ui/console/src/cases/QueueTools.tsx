import { ActionIcon, Indicator, Tooltip } from "@mantine/core";
import { IconAt, IconListCheck, IconListSearch } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { showLeft } from "../shell/left";
import { useMentions } from "../state/queries";
import { FilterMenu } from "./FilterMenu";
import classes from "./QueueTools.module.css";
import { endSelecting, startSelecting, useSelection } from "./selection";

/** Above the queue: what of it is shown, and what else can be shown in its place. */
export function QueueTools() {
  const { t } = useTranslation();
  const selecting = useSelection(({ on }) => on);
  const { data: mentions } = useMentions();
  const unread = mentions?.filter(({ read }) => !read).length ?? 0;
  const select = t(selecting ? "select.stop" : "select.start");
  const inbox = unread > 0 ? t("mentions.unread", { count: unread }) : t("mentions.open");
  return (
    <div className={classes.tools}>
      <FilterMenu />
      <Tooltip label={`${t("search.open")} (/)`}>
        <ActionIcon aria-label={t("search.open")} onClick={() => showLeft("search")}>
          <IconListSearch size={19} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={`${inbox} (M)`}>
        <Indicator disabled={unread === 0} size={8} offset={6} color="var(--accent)">
          <ActionIcon aria-label={inbox} onClick={() => showLeft("mentions")}>
            <IconAt size={19} stroke={1.6} />
          </ActionIcon>
        </Indicator>
      </Tooltip>
      <Tooltip label={`${select} (X)`}>
        <ActionIcon
          aria-label={select}
          aria-pressed={selecting}
          onClick={() => (selecting ? endSelecting() : startSelecting())}
        >
          <IconListCheck size={19} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
