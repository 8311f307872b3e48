import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { type KeyLine, PageKeys } from "../../keyboard/PageKeys";
import { MoreButton } from "../../office/MoreButton";
import { Empty, Fetched, Page } from "../../office/Page";
import { BulkBar } from "./BulkBar";
import { forgetAll } from "./choice";
import { GroupRow } from "./GroupRow";
import { HomeChooser } from "./HomeChooser";
import classes from "./Inbox.module.css";
import { InboxFilters } from "./InboxFilters";
import { useDeeds } from "./useDeeds";
import { groupsOf, useInbox, useInboxQuery } from "./useInbox";
import { useInboxKeys } from "./useInboxKeys";

/** What was not understood, most frequent first, and where it belongs. */
export default function InboxPage() {
  const { t } = useTranslation();
  const [query, change] = useInboxQuery();
  const pages = useInbox(query);
  const [helps, setHelps] = useState(false);
  const [opened, setOpened] = useState<readonly string[]>([]);
  const groups = groupsOf(pages.data?.pages ?? []);
  const deeds = useDeeds(groups);
  const toggle = (id: string) =>
    setOpened((known) => (known.includes(id) ? known.filter((one) => one !== id) : [...known, id]));
  useInboxKeys({ deeds, open: query.state === "open", onHelp: () => setHelps(true) });
  useEffect(() => forgetAll, []);
  const help = (
    <PageKeys
      lines={useKeyLines()}
      opened={helps}
      onOpen={() => setHelps(true)}
      onClose={() => setHelps(false)}
    />
  );
  return (
    <Page title={t("learning.inbox.title")} lead={t("learning.inbox.lead")} actions={help}>
      <InboxFilters query={query} first={pages.data?.pages[0] ?? null} onChange={change} />
      <Fetched of={pages}>
        {() =>
          groups.length > 0 ? (
            <ul className={classes.list} aria-label={t("learning.inbox.groups")}>
              {groups.map((group) => (
                <GroupRow
                  key={group.id}
                  group={group}
                  state={query.state}
                  opened={opened.includes(group.id)}
                  onToggle={() => toggle(group.id)}
                  deeds={deeds}
                />
              ))}
            </ul>
          ) : (
            <Nothing filtered={query.kind !== null || query.language !== null} state={query.state} />
          )
        }
      </Fetched>
      <MoreButton of={pages} />
      {query.state === "open" && <BulkBar deeds={deeds} groups={groups} />}
      <HomeChooser asked={deeds.asked} onClose={deeds.stopAsking} onChoose={deeds.chooseHome} />
    </Page>
  );
}

function Nothing({ filtered, state }: { filtered: boolean; state: "open" | "accepted" | "dismissed" }) {
  const { t } = useTranslation();
  return (
    <div className={classes.nothing}>
      <Empty>{t(filtered ? "learning.inbox.none.filtered" : `learning.inbox.none.${state}`)}</Empty>
    </div>
  );
}

function useKeyLines(): KeyLine[] {
  const { t } = useTranslation();
  return [
    [t("learning.keys.next"), ["J", "K"]],
    [t("learning.keys.messages"), ["Enter"]],
    [t("learning.keys.select"), ["X"]],
    [t("learning.keys.accept"), ["A"]],
    [t("learning.keys.home"), ["H"]],
    [t("learning.keys.dismiss"), ["D"]],
    [t("learning.keys.undo"), ["Z"]],
    [t("learning.keys.help"), ["?"]],
  ];
}
