import { Button } from "@mantine/core";
import { IconAlertTriangle, IconCloudOff, IconFile, IconSend } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { chooseMode } from "../composer/mode";
import { putBack } from "../composer/tray";
import { draftOf } from "../composer/useDraft";
import { useDrafts } from "../state/drafts";
import { removeUnsent, type Unsent } from "../state/outbox";
import { clockTime } from "../words/times";
import delivery from "./Delivery.module.css";
import { focusReply } from "./focus";
import { Linked } from "./Linked";
import classes from "./MessageRow.module.css";
import { useSender } from "./SenderProvider";

const signs = { sending: IconSend, waiting: IconCloudOff, refused: IconAlertTriangle };

/** An answer that the desk has not confirmed: on its way, waiting for the line, or refused. */
export function UnsentRow({ item }: { item: Unsent }) {
  const { t, i18n } = useTranslation();
  const Sign = signs[item.state];
  return (
    <div className={classes.row} data-author={item.mentions ? "note" : "agent"} data-unsent={item.state}>
      <div className={classes.line}>
        <div className={classes.bubble}>
          {item.attachments?.map(({ id, name }) => (
            <span key={id}>
              <IconFile size={16} stroke={1.6} aria-hidden /> {name}
            </span>
          ))}
          <Linked text={item.text} struck={false} />
        </div>
        <time className={classes.moment} dateTime={item.at}>
          {clockTime(item.at, i18n.language)}
        </time>
      </div>
      <div
        className={delivery.delivery}
        data-state={item.state}
        role={item.state === "sending" ? undefined : "alert"}
      >
        <Sign size={15} stroke={1.9} aria-hidden />
        <span>
          {item.state === "refused"
            ? t("unsent.refused", { reason: item.reason })
            : t(`unsent.${item.state}`)}
        </span>
        {item.state !== "sending" && <Ways item={item} />}
      </div>
    </div>
  );
}

function Ways({ item }: { item: Unsent }) {
  const { t } = useTranslation();
  const sender = useSender();
  return (
    <>
      <Button size="compact-xs" variant="default" onClick={() => sender.retry(item)}>
        {t("action.retry")}
      </Button>
      <Button size="compact-xs" variant="subtle" onClick={() => backToDraft(item)}>
        {t("action.edit")}
      </Button>
    </>
  );
}

/** Takes the words back into the composer, before whatever is being written there. */
function backToDraft(item: Unsent): void {
  const mode = item.mentions ? "note" : "reply";
  const key = draftOf(item.agentId, item.conversationId, mode);
  chooseMode(item.conversationId, mode);
  for (const file of item.attachments ?? []) putBack(item.conversationId, file);
  const { texts, write } = useDrafts.getState();
  write(key, [item.text, texts[key]].filter(Boolean).join("\n"));
  removeUnsent(item.clientId);
  focusReply();
}
