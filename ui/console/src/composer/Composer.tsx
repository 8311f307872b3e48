import { type FormEvent, useRef } from "react";
import type { ConversationHead } from "../api/types";
import { useSender } from "../conversation/SenderProvider";
import { useTime } from "../state/clock";
import { useChannel, useColleagues } from "../state/queries";
import { AttachmentTray } from "./AttachmentTray";
import { ClosedWindow } from "./ClosedWindow";
import classes from "./Composer.module.css";
import { ComposerBar } from "./ComposerBar";
import { ComposerField, type FieldHandle } from "./ComposerField";
import { DropZone } from "./DropZone";
import { lengthOf } from "./length";
import { mentionedIn } from "./mentions";
import { useMode } from "./mode";
import { Suggestions } from "./Suggestions";
import { emptyTray, useAttached } from "./tray";
import { useDraft } from "./useDraft";
import { Warning } from "./Warning";

/** Where an agent writes: to the shopper, or a note to colleagues. */
export function Composer({ head, mine }: { head: ConversationHead; mine: boolean }) {
  const chosen = useMode(head.id);
  const mode = mine ? chosen : "note";
  const [text, write] = useDraft(head.id, mode);
  const field = useRef<FieldHandle>(null);
  const closed = useWindowClosed(head) && mode === "reply";
  const insert = (words: string) => field.current?.insert(words);
  const { ready, send } = useSending(head, mode, text, write);
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (ready) send();
  };
  return (
    <form className={classes.composer} data-mode={mode} onSubmit={submit}>
      <Warning head={head} />
      {closed ? (
        <ClosedWindow head={head} draft={text} mine={mine} />
      ) : (
        <DropZone head={head} enabled={mode === "reply"}>
          {mode === "reply" && <Suggestions head={head} empty={text === ""} onInsert={insert} />}
          <div className={classes.field} data-field>
            <ComposerField ref={field} head={head} mode={mode} text={text} onWrite={write} onSend={submit} />
            {mode === "reply" && <AttachmentTray head={head} />}
            <ComposerBar head={head} mode={mode} mine={mine} text={text} ready={ready} onInsert={insert} />
          </div>
        </DropZone>
      )}
    </form>
  );
}

/** Whether the channel does not let us answer any more. */
export function useWindowClosed(head: ConversationHead): boolean {
  const closes = Date.parse(head.window_closes_at ?? "");
  return useTime((now) => closes < now);
}

function useSending(
  head: ConversationHead,
  mode: "reply" | "note",
  text: string,
  write: (text: string) => void,
) {
  const sender = useSender();
  const channel = useChannel(head.channel);
  const attached = useAttached(head.id);
  const { data: colleagues } = useColleagues();
  const words = text.trim();
  if (mode === "note") {
    const send = () => {
      sender.say(head.id, words, { mentions: mentionedIn(words, colleagues ?? []) });
      write("");
    };
    return { ready: words !== "", send };
  }
  const fits = lengthOf(text, channel?.text_limit ?? null).over === 0;
  const uploaded = attached.flatMap(({ done }) => done ?? []);
  const settled = uploaded.length === attached.length;
  const send = () => {
    sender.say(head.id, words, { attachments: uploaded });
    write("");
    emptyTray(head.id);
  };
  return { ready: (words !== "" || uploaded.length > 0) && fits && settled, send };
}
