import { Button, Kbd } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ConversationHead } from "../api/types";
import { chooseMode, startNote } from "../composer/mode";
import classes from "./Conversation.module.css";
import { useTake } from "./useTake";

/** In place of the composer, while somebody else answers. */
export function NotMine({ head, noting }: { head: ConversationHead; noting: boolean }) {
  const { t } = useTranslation();
  const { take, taking } = useTake();
  return (
    <div className={classes.bar}>
      <p>{explain()}</p>
      <Button
        variant="subtle"
        color="gray"
        leftSection={<IconLock size={16} aria-hidden />}
        ms="auto"
        onClick={() => (noting ? chooseMode(head.id, "reply") : startNote(head.id))}
      >
        {t(noting ? "note.leave" : "note.write")}
      </Button>
      {head.owner !== "agent" && (
        <Button id="take" loading={taking} onClick={() => take(head.id)}>
          {t(head.owner === "queue" ? "action.take" : "action.stepIn")}
          <Kbd className={classes.key ?? ""} aria-hidden>
            T
          </Kbd>
        </Button>
      )}
    </div>
  );

  function explain(): string {
    if (head.owner === "agent")
      return t("notMine.agent", { name: head.agent?.name ?? t("person.colleague") });
    return t(head.owner === "queue" ? "notMine.queue" : "notMine.bot");
  }
}
