import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconHistory, IconMessageChatbot } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Topic, TopicPage } from "../../api/content";
import { StateChip } from "../StateChip";
import type { Autosave, Snapshot } from "../saving/autosave";
import { SaveMark } from "../saving/SaveMark";
import { toggleTry, useTryOpen } from "../trying/tries";
import { BackLink } from "./BackLink";
import { History } from "./History";
import { RemoveTopic, Revert } from "./Returns";
import classes from "./Topic.module.css";

interface Props {
  page: TopicPage;
  snapshot: Snapshot<Topic>;
  save: Autosave<Topic>;
}

/** Which topic this is, whether it is kept, and what can be done with it as a whole. */
export function TopicHead({ page, snapshot, save }: Props) {
  const { t, i18n } = useTranslation();
  const [history, setHistory] = useState(false);
  const open = useTryOpen((state) => state.open);
  const { titles, kind, name } = snapshot.value;
  const title = titles[i18n.language] || Object.values(titles).find(Boolean) || t("studio.topic.unnamed");
  return (
    <>
      <BackLink />
      <div className={classes.head}>
        <div className={classes.title}>
          <h1>{title}</h1>
          <StateChip state={page.state} />
        </div>
        <div className={classes.tools}>
          <SaveMark of={snapshot} onAgain={() => void save.flush()} />
          <Tooltip label={t("studio.history.title")}>
            <ActionIcon
              variant="default"
              size={36}
              aria-label={t("studio.history.title")}
              onClick={() => setHistory(true)}
            >
              <IconHistory size={18} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
          <Revert item={`topic:${name}`} state={page.state} save={save} />
          {kind === "faq" && page.state !== "removed" && <RemoveTopic page={page} save={save} />}
          <Button
            variant={open ? "light" : "filled"}
            aria-pressed={open}
            leftSection={<IconMessageChatbot size={17} aria-hidden />}
            onClick={toggleTry}
          >
            {t("studio.try.title")}
          </Button>
        </div>
      </div>
      <History entries={page.history} opened={history} onClose={() => setHistory(false)} />
    </>
  );
}
