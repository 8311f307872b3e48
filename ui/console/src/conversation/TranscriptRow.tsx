import { memo } from "react";
import { useTranslation } from "react-i18next";
import { now } from "../state/clock";
import { dayName } from "../words/times";
import { MessageRow } from "./MessageRow";
import { NoteRow } from "./NoteRow";
import type { Row } from "./rows";
import classes from "./Transcript.module.css";
import { UnsentRow } from "./UnsentRow";

interface Props {
  row: Row;
  channel: string;
  target: number | null;
}

/** One row, under the name of its day where another day begins. */
export const TranscriptRow = memo(function TranscriptRow({ row, channel, target }: Props) {
  return (
    <>
      {row.day && <Day at={row.day} />}
      {row.kind === "message" && (
        <MessageRow
          message={row.message}
          first={row.first}
          channel={channel}
          linked={row.message.sequence === target}
        />
      )}
      {row.kind === "note" && <NoteRow note={row.note} />}
      {row.kind === "unsent" && <UnsentRow item={row.item} />}
    </>
  );
}, same);

/** Rows are made anew with every change; what they show mostly is not. */
function same(before: Props, after: Props): boolean {
  const [one, other] = [before.row, after.row];
  if (before.channel !== after.channel || before.target !== after.target || one.day !== other.day)
    return false;
  if (one.kind === "message" && other.kind === "message")
    return one.message === other.message && one.first === other.first;
  if (one.kind === "note" && other.kind === "note") return one.note === other.note;
  return one.kind === "unsent" && other.kind === "unsent" && one.item === other.item;
}

function Day({ at }: { at: string }) {
  const { i18n } = useTranslation();
  return (
    <div className={classes.day}>
      <h3>{dayName(at, now(), i18n.language)}</h3>
    </div>
  );
}
