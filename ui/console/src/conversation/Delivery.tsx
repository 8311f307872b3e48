import { Button } from "@mantine/core";
import {
  IconAlertTriangle,
  IconBan,
  IconCheck,
  IconChecks,
  IconClock,
  IconHelpCircle,
  IconSend,
  type TablerIcon,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { asDeskError } from "../api/errors";
import type { Message } from "../api/types";
import { channelLabel } from "../channels/registry";
import classes from "./Delivery.module.css";
import { useRetry } from "./useThread";

const signs = {
  pending: IconClock,
  sending: IconSend,
  sent: IconCheck,
  delivered: IconChecks,
  read: IconChecks,
  failed: IconAlertTriangle,
  uncertain: IconHelpCircle,
  superseded: IconBan,
} satisfies Record<string, TablerIcon>;

type Outgoing = keyof typeof signs;

function isOutgoing(state: string): state is Outgoing {
  return state in signs;
}

/** What became of a message of ours; nothing for what came in. */
export function Delivery({ message, channel }: { message: Message; channel: string }) {
  const { t } = useTranslation();
  const { state } = message;
  if (!isOutgoing(state)) return null;
  const Sign = signs[state];
  const troubled = state === "failed" || state === "uncertain";
  if (message.author === "system" && !troubled && state !== "superseded") return null;
  return (
    <div className={classes.delivery} data-state={state}>
      <Sign size={15} stroke={1.9} aria-hidden />
      <span>{state === "failed" ? t("delivery.failed", { reason: why() }) : t(`delivery.${state}`)}</span>
      {troubled && <Again message={message} />}
    </div>
  );

  function why(): string {
    const code = message.error?.code ?? "";
    return t(`sendError.${code}` as "sendError.rejected", {
      channel: channelLabel(channel),
      defaultValue: message.error?.message || t("sendError.rejected"),
    });
  }
}

function Again({ message }: { message: Message }) {
  const { t } = useTranslation();
  const { mutate, isPending, error } = useRetry(message.conversation_id);
  return (
    <>
      <Button size="compact-xs" variant="default" loading={isPending} onClick={() => mutate(message.id)}>
        {t(message.state === "uncertain" ? "action.sendAgain" : "action.retry")}
      </Button>
      {error && <span>{asDeskError(error).message || t("error.unreachable")}</span>}
    </>
  );
}
