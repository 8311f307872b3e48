import { ActionIcon, Button, Kbd, Tooltip } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowLeft,
  IconArrowRight,
  IconCheck,
  IconInfoCircle,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import type { ConversationHead } from "../api/types";
import type { Tag } from "../api/work";
import { CaseMarks } from "../cases/CaseMarks";
import { SlaClock } from "../cases/SlaClock";
import { ChannelIcon, channelLabel } from "../channels/registry";
import { useTime } from "../state/clock";
import { TagsEditor } from "../tags/TagsEditor";
import { askTransfer } from "../transfer/asked";
import { lasted } from "../words/times";
import classes from "./Conversation.module.css";
import { askConfirmation } from "./confirmation";

export function ConversationHeader({ head, mine }: { head: ConversationHead; mine: boolean }) {
  const { t } = useTranslation();
  const [, go] = useLocation();
  return (
    <div className={classes.header}>
      <ActionIcon className={classes.back ?? ""} aria-label={t("action.backToQueue")} onClick={() => go("/")}>
        <IconArrowLeft size={20} />
      </ActionIcon>
      <div className={classes.who}>
        <h2>{head.contact.name || t("person.unnamed")}</h2>
        <div className={classes.status}>
          <ChannelIcon channel={head.channel} size={15} />
          <span>{channelLabel(head.channel)}</span>
          <span aria-hidden>·</span>
          <Status head={head} mine={mine} />
          {head.case && <CaseMarks item={{ ...head.case, tags: [] }} />}
          {head.case?.team && <span>· {head.case.team.name}</span>}
          {head.case && <SlaClock item={head.case} />}
        </div>
        <TagsEditor id={head.id} tags={tagsOf(head)} />
      </div>
      {mine && <Actions id={head.id} />}
      <Tooltip label={t("details.open")}>
        <ActionIcon
          className={classes.narrow ?? ""}
          aria-label={t("details.open")}
          onClick={() => go(`/c/${head.id}/details`)}
        >
          <IconInfoCircle size={20} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

export function tagsOf(head: ConversationHead): readonly Tag[] {
  return head.case?.tags ?? [];
}

function Actions({ id }: { id: string }) {
  const { t } = useTranslation();
  return (
    <div className={classes.actions}>
      <Action
        label={t("transfer.action")}
        hotkey="F"
        icon={IconArrowRight}
        onClick={() => askTransfer([id])}
      />
      <Action
        label={t("action.handBack")}
        hotkey="B"
        icon={IconArrowBackUp}
        onClick={() => askConfirmation("hand-back", id)}
      />
      <Action
        label={t("action.resolve")}
        hotkey="E"
        icon={IconCheck}
        onClick={() => askConfirmation("resolve", id)}
      />
    </div>
  );
}

interface ActionProps {
  label: string;
  hotkey: string;
  icon: typeof IconCheck;
  onClick: () => void;
}

/** A button on a desktop; its sign alone where there is little room. */
function Action({ label, hotkey, icon: Icon, onClick }: ActionProps) {
  return (
    <>
      <Button
        className={classes.labelled ?? ""}
        variant="default"
        size="xs"
        leftSection={<Icon size={16} aria-hidden />}
        rightSection={<Kbd aria-hidden>{hotkey}</Kbd>}
        onClick={onClick}
      >
        {label}
      </Button>
      <Tooltip label={`${label} (${hotkey})`}>
        <ActionIcon className={classes.sign ?? ""} variant="default" aria-label={label} onClick={onClick}>
          <Icon size={19} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}

function Status({ head, mine }: { head: ConversationHead; mine: boolean }) {
  const { t } = useTranslation();
  const opened = Date.parse(head.case?.opened_at ?? "");
  const waited = useTime((now) => lasted(now - opened, t));
  if (head.owner === "queue") return <span className="tabular">{t("owner.queue", { waited })}</span>;
  if (head.owner === "bot") return <span>{t("owner.bot")}</span>;
  return (
    <span>
      {mine ? t("owner.you") : t("owner.agent", { name: head.agent?.name ?? t("person.colleague") })}
    </span>
  );
}
