import { IconClockOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ConversationHead } from "../api/types";
import { channelLabel } from "../channels/registry";
import { useChannel } from "../state/queries";
import classes from "./ClosedWindow.module.css";
import { ModeSwitch } from "./ComposerBar";
import { TemplateForm } from "./TemplateForm";

/** In place of the field, once the channel takes no free text any more: why, and what still goes. */
export function ClosedWindow({
  head,
  draft,
  mine,
}: {
  head: ConversationHead;
  draft: string;
  mine: boolean;
}) {
  const { t } = useTranslation();
  const channel = useChannel(head.channel);
  const name = channelLabel(head.channel);
  const templates = channel?.templates ?? false;
  return (
    <section className={classes.closed} aria-label={t("template.title")} data-window-closed>
      <p className={classes.why}>
        <IconClockOff size={18} stroke={1.7} aria-hidden />
        <span>
          {templates
            ? t("template.closed", { channel: name, hours: channel?.window_hours ?? 24 })
            : t("template.closedPlain", { channel: name })}
          {draft.trim() && ` ${t("template.draftKept")}`}
        </span>
      </p>
      {templates && <TemplateForm head={head} />}
      {mine && <ModeSwitch id={head.id} mode="reply" />}
    </section>
  );
}
