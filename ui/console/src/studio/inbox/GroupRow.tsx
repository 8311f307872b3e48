import { Button, Checkbox, Kbd, Tooltip } from "@mantine/core";
import { IconArrowBackUp, IconCheck, IconChevronRight, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { InboxGroup, InboxState } from "../../api/learning";
import { shortTime } from "../../words/times";
import { toggleGroup, useChoice } from "./choice";
import { decisionOf } from "./decisions";
import { HomeButton } from "./HomeButton";
import classes from "./Inbox.module.css";
import { KindChips } from "./KindChips";
import { Messages } from "./Messages";
import { Receipt } from "./Receipt";
import { useBook } from "./useDecide";
import type { Deeds } from "./useDeeds";

interface Props {
  group: InboxGroup;
  state: InboxState;
  opened: boolean;
  onToggle: () => void;
  deeds: Deeds;
}

/** Messages that mean the same: how often, what, why it is here, where it belongs. */
export function GroupRow({ group, state, opened, onToggle, deeds }: Props) {
  const book = useBook();
  const decision = state === "open" ? decisionOf(book, group.id) : null;
  const trouble = book.troubles[group.id];
  if (decision)
    return (
      <li className={classes.row} data-walk={group.id} data-decided={decision.phase}>
        <Receipt group={group} decision={decision} trouble={trouble} onUndo={() => deeds.undo(decision)} />
      </li>
    );
  return (
    <li className={classes.row} data-walk={group.id} data-open={opened || undefined}>
      <div className={classes.line}>
        {state === "open" && <Choose group={group} />}
        <Size group={group} />
        <div className={classes.what}>
          <Label group={group} opened={opened} onToggle={onToggle} />
          <Facts group={group} />
          {trouble && <p className={classes.trouble}>{trouble}</p>}
        </div>
        <HomeButton
          proposed={group.proposed}
          of={group.label}
          still={state !== "open"}
          onClick={() => deeds.changeHome(group.id)}
        />
        <Actions group={group} state={state} deeds={deeds} />
      </div>
      {opened && <Messages group={group} splits={state === "open"} deeds={deeds} />}
    </li>
  );
}

function Choose({ group }: { group: InboxGroup }) {
  const { t } = useTranslation();
  const chosen = useChoice(({ groups }) => groups.includes(group.id));
  return (
    <Checkbox
      className={classes.choose ?? ""}
      aria-label={t("learning.inbox.choose", { label: group.label })}
      checked={chosen}
      onChange={() => toggleGroup(group.id)}
    />
  );
}

function Size({ group }: { group: InboxGroup }) {
  const { t } = useTranslation();
  return (
    <p className={classes.size}>
      <strong>{group.size}</strong>
      <span>{t("learning.inbox.times", { count: group.size })}</span>
    </p>
  );
}

function Label({ group, opened, onToggle }: Pick<Props, "group" | "opened" | "onToggle">) {
  return (
    <button
      type="button"
      className={classes.label}
      data-label
      aria-expanded={opened}
      aria-controls={`messages-${group.id}`}
      onClick={onToggle}
      lang={group.language ?? undefined}
    >
      <IconChevronRight size={15} stroke={2} aria-hidden />
      <span>{group.label}</span>
    </button>
  );
}

function Facts({ group }: { group: InboxGroup }) {
  const { t, i18n } = useTranslation();
  return (
    <p className={classes.facts}>
      <KindChips kinds={group.kinds} />
      <span>
        {t(`language.${group.language === "it" || group.language === "en" ? group.language : "other"}`)}
      </span>
      {group.decided_by && <span>{t("learning.inbox.decidedBy", { name: group.decided_by })}</span>}
      <time dateTime={group.last_at}>
        {t("learning.inbox.lastAt", { at: shortTime(group.last_at, i18n.language) })}
      </time>
    </p>
  );
}

/** What can be done with one group; the letters are the same keys. */
function Actions({ group, state, deeds }: Pick<Props, "group" | "state" | "deeds">) {
  const { t } = useTranslation();
  if (state !== "open")
    return (
      <div className={classes.deeds}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconArrowBackUp size={15} aria-hidden />}
          onClick={() => deeds.reopen(group.id)}
        >
          {t("learning.inbox.reopen")}
          <span className={classes.hidden}>: {group.label}</span>
        </Button>
      </div>
    );
  return (
    <div className={classes.deeds}>
      <Tooltip label={<Kbd>A</Kbd>}>
        <Button
          size="xs"
          leftSection={<IconCheck size={15} aria-hidden />}
          onClick={() => deeds.accept(group.id)}
        >
          {t("learning.inbox.accept")}
          <span className={classes.hidden}>: {group.label}</span>
        </Button>
      </Tooltip>
      <Tooltip label={<Kbd>D</Kbd>}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconX size={15} aria-hidden />}
          onClick={() => deeds.dismiss(group.id)}
        >
          {t("learning.inbox.dismiss")}
          <span className={classes.hidden}>: {group.label}</span>
        </Button>
      </Tooltip>
    </div>
  );
}
