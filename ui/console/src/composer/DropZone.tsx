import { type DragEvent, type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationHead } from "../api/types";
import classes from "./Composer.module.css";
import { useTakeFiles } from "./useTakeFiles";

interface Props {
  head: ConversationHead;
  enabled: boolean;
  children: ReactNode;
}

/** Takes files that are dropped on it. */
export function DropZone({ head, enabled, children }: Props) {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  /** Entering a child is leaving its parent: only the balance says whether the pointer is inside. */
  const depth = useRef(0);
  const takeFiles = useTakeFiles(head);
  const carries = (event: DragEvent) => enabled && event.dataTransfer.types.includes("Files");
  const enter = (event: DragEvent) => {
    if (!carries(event)) return;
    depth.current += 1;
    setOver(true);
  };
  const leave = (event: DragEvent) => {
    if (!carries(event)) return;
    depth.current -= 1;
    if (depth.current === 0) setOver(false);
  };
  const drop = (event: DragEvent) => {
    if (!carries(event)) return;
    event.preventDefault();
    depth.current = 0;
    setOver(false);
    takeFiles([...event.dataTransfer.files]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: there is a button for the same
    <div
      className={classes.drop}
      data-dropzone
      onDragEnter={enter}
      onDragOver={(event) => carries(event) && event.preventDefault()}
      onDragLeave={leave}
      onDrop={drop}
    >
      {children}
      {over && <div className={classes.dropHere}>{t("upload.drop")}</div>}
    </div>
  );
}
