import { Button, Checkbox } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { InboxGroup, InboxMessage } from "../../api/learning";
import { ChannelIcon } from "../../channels/registry";
import { useAsked } from "../../office/asked";
import { Fetched } from "../../office/Page";
import { fullTime, shortTime } from "../../words/times";
import { toggleMessage, useChoice } from "./choice";
import { splitDecisionOf } from "./decisions";
import classes from "./Inbox.module.css";
import { SplitReceipt } from "./Receipt";
import { inboxKey, useBook } from "./useDecide";
import type { Deeds } from "./useDeeds";

interface Props {
  group: InboxGroup;
  /** Whether single messages can be taken out of the group. */
  splits: boolean;
  deeds: Deeds;
}

/** All messages of a group; some of them can be given a home of their own. */
export function Messages({ group, splits, deeds }: Props) {
  const { t } = useTranslation();
  const whole = useAsked<InboxGroup>([...inboxKey, group.id], `/api/content/inbox/${group.id}`);
  return (
    <div id={`messages-${group.id}`} className={classes.messages}>
      <Fetched
        of={{ ...whole, data: whole.data ?? (group.size <= group.messages.length ? group : undefined) }}
      >
        {({ messages }) => (
          <ul aria-label={t("learning.inbox.messagesOf", { label: group.label })}>
            {messages.map((message) => (
              <Message
                key={message.id}
                message={message}
                group={group.id}
                splits={splits && messages.length > 1}
                deeds={deeds}
              />
            ))}
          </ul>
        )}
      </Fetched>
      {splits && <SplitBar group={group} deeds={deeds} />}
    </div>
  );
}

interface MessageProps {
  message: InboxMessage;
  group: string;
  splits: boolean;
  deeds: Deeds;
}

function Message({ message, group, splits, deeds }: MessageProps) {
  const { t, i18n } = useTranslation();
  const decision = useBook((book) => splitDecisionOf(book, message.id));
  const chosen = useChoice(({ messages }) => message.id in messages);
  return (
    <li className={classes.message} data-decided={decision?.phase}>
      {splits && (
        <Checkbox
          size="xs"
          aria-label={t("learning.inbox.split", { text: message.text })}
          checked={chosen}
          disabled={decision !== null}
          onChange={() => toggleMessage(message.id, group)}
        />
      )}
      <q lang={message.language ?? undefined}>{message.text}</q>
      {decision ? (
        <SplitReceipt decision={decision} onUndo={() => deeds.undo(decision)} />
      ) : (
        <Read message={message} />
      )}
      <span className={classes.aside}>
        <ChannelIcon channel={message.channel} size={15} />
        <time dateTime={message.at} title={fullTime(message.at, i18n.language)}>
          {shortTime(message.at, i18n.language)}
        </time>
      </span>
    </li>
  );
}

/** What the assistant took it for, and why it is here. */
function Read({ message }: { message: InboxMessage }) {
  const { t } = useTranslation();
  const { title, intent, confidence, kind } = message;
  const read = title ?? intent;
  return (
    <span className={classes.read}>
      {t(`learning.kinds.${kind}`)}
      {read && confidence !== null && (
        <> · {t("learning.inbox.readAs", { title: read, percent: Math.round(confidence * 100) })}</>
      )}
    </span>
  );
}

function SplitBar({ group, deeds }: Pick<Props, "group" | "deeds">) {
  const { t } = useTranslation();
  const count = useChoice(({ messages }) => Object.values(messages).filter((of) => of === group.id).length);
  if (count === 0) return null;
  return (
    <div className={classes.split} role="toolbar" aria-label={t("learning.inbox.splitBar")}>
      <b role="status">{t("learning.inbox.splitCount", { count })}</b>
      <Button size="compact-sm" onClick={() => deeds.splitHome(group.id)}>
        {t("learning.inbox.splitHome")}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => deeds.splitDismiss(group.id)}>
        {t("learning.inbox.splitDismiss")}
      </Button>
    </div>
  );
}
