import { IconHeadset, IconRobot, IconUser } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Message } from "../api/types";
import { clockTime, fullTime } from "../words/times";
import { AttachmentView } from "./AttachmentView";
import { Delivery } from "./Delivery";
import { FlagMark } from "./FlagMark";
import { Linked } from "./Linked";
import { MessageMenu } from "./MessageMenu";
import classes from "./MessageRow.module.css";
import { ReadingButton, ReadingPanel, useReading } from "./ReadingView";

interface Props {
  message: Message;
  /** Whether another author, or a later moment, begins here. */
  first: boolean;
  channel: string;
  /** Whether a link led here. */
  linked: boolean;
}

export function MessageRow({ message, first, channel, linked }: Props) {
  const { t } = useTranslation();
  const { author, state } = message;
  const reading = useReading(message);
  return (
    <div
      className={classes.row}
      data-author={author}
      data-first={first || undefined}
      data-superseded={state === "superseded" || undefined}
      data-linked={linked || undefined}
      data-message={message.id}
      data-sequence={message.sequence}
    >
      {first && author !== "system" && <Byline message={message} />}
      <div className={classes.line}>
        <div className={classes.bubble}>
          {message.attachments.map((attachment, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: attachments never move within a message
            <AttachmentView key={index} attachment={attachment} />
          ))}
          {message.image && (
            <img className={classes.image} src={message.image} alt={t("message.imageAlt")} loading="lazy" />
          )}
          {message.text && <Linked text={message.text} struck={state === "superseded"} />}
          {message.buttons.length > 0 && <Choices message={message} />}
        </div>
        <Moment message={message} />
        {reading && <ReadingButton shown={reading} />}
        <MessageMenu message={message} />
      </div>
      {reading && <ReadingPanel shown={reading} />}
      {author === "shopper" && <FlagMark message={message} />}
      <Delivery message={message} channel={channel} />
    </div>
  );
}

const signs = { shopper: IconUser, bot: IconRobot, agent: IconHeadset } as const;

function Byline({ message }: { message: Message }) {
  const { t } = useTranslation();
  if (message.author === "system") return null;
  const Sign = signs[message.author];
  const role = t(`author.${message.author}`);
  return (
    <div className={classes.byline}>
      <Sign size={14} stroke={1.8} aria-hidden />
      {message.author_name && message.author !== "bot" ? message.author_name : role}
    </div>
  );
}

function Moment({ message }: { message: Message }) {
  const { t, i18n } = useTranslation();
  const full = fullTime(message.at, i18n.language);
  return (
    <time className={classes.moment} dateTime={message.at} title={full}>
      {clockTime(message.at, i18n.language)}
      {message.edited_at && ` · ${t("message.edited")}`}
    </time>
  );
}

/** Buttons that the shopper was offered; nothing to press here. */
function Choices({ message }: { message: Message }) {
  const { t } = useTranslation();
  return (
    <ul className={classes.choices} aria-label={t("message.choices")}>
      {message.buttons.map((button) => (
        <li key={button.title}>{button.title}</li>
      ))}
    </ul>
  );
}
