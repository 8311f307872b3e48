import { useTranslation } from "react-i18next";
import type { ConversationHead } from "../api/types";
import { useShopperTyping } from "../live/typing";
import { useColleaguesHere } from "../live/viewers";
import classes from "./Transcript.module.css";

/** Who is writing at this moment: the shopper, or a colleague. */
export function TypingLine({ head }: { head: ConversationHead }) {
  const { t } = useTranslation();
  const shopper = useShopperTyping(head.id);
  const colleague = useColleaguesHere(head.id).find(({ composing }) => composing);
  const name = shopper ? head.contact.name || t("person.unnamed") : colleague?.name;
  return (
    <p className={classes.typing} aria-live="polite" data-colleague={(!shopper && colleague) || undefined}>
      {name && (
        <>
          <span className={classes.dots} aria-hidden>
            <i />
            <i />
            <i />
          </span>
          {t("conversation.typing", { name })}
        </>
      )}
    </p>
  );
}
