import { Button, Skeleton } from "@mantine/core";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { markSeen } from "../alerts/seen";
import { asDeskError } from "../api/errors";
import type { ConversationHead } from "../api/types";
import { Company } from "../composer/Company";
import { Composer } from "../composer/Composer";
import { useMode } from "../composer/mode";
import { useSession } from "../state/session";
import classes from "./Conversation.module.css";
import { ConversationHeader } from "./ConversationHeader";
import { NotMine } from "./NotMine";
import { Transcript } from "./Transcript";
import { useThread } from "./useThread";

export function Conversation({ id, target }: { id: string; target: number | null }) {
  const { agent } = useSession();
  const { data: thread, error, refetch } = useThread(id);
  const head = thread?.head ?? null;
  const mode = useMode(id);
  useSeenWhileLooking(head);
  if (!thread || !head) return error ? <Failure error={error} again={refetch} /> : <Placeholder />;
  const mine = head.owner === "agent" && head.agent?.id === agent.id;
  return (
    <>
      <ConversationHeader head={head} mine={mine} />
      <Transcript thread={thread} head={head} target={target} />
      <Company id={id} />
      {!mine && <NotMine head={head} noting={mode === "note"} />}
      {(mine || mode === "note") && <Composer head={head} mine={mine} />}
    </>
  );
}

function useSeenWhileLooking(head: ConversationHead | null): void {
  const id = head?.id;
  const moment = head?.case?.last_at ?? head?.last_shopper_at;
  useEffect(() => {
    if (!id || !moment) return;
    const look = () => {
      if (document.visibilityState === "visible") markSeen(id, moment);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [id, moment]);
}

function Failure({ error, again }: { error: Error; again: () => unknown }) {
  const { t } = useTranslation();
  const known = asDeskError(error);
  return (
    <div className={classes.blank} role="alert">
      <p>{known.status === 404 ? t("conversation.unknown") : known.message || t("error.unreachable")}</p>
      {known.status !== 404 && (
        <Button variant="default" onClick={again}>
          {t("action.again")}
        </Button>
      )}
    </div>
  );
}

function Placeholder() {
  return (
    <div className={classes.placeholder} aria-hidden>
      <Skeleton height={48} width="45%" radius="lg" />
      <Skeleton height={72} width="60%" radius="lg" ms="auto" />
      <Skeleton height={48} width="38%" radius="lg" />
    </div>
  );
}
