import { ActionIcon, Button, Progress } from "@mantine/core";
import { IconFile, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ConversationHead } from "../api/types";
import { inBytes } from "../words/sizes";
import classes from "./AttachmentTray.module.css";
import { type Attached, detach, retryUpload, useAttached } from "./tray";

/** What will go with the answer: pictures small, others by name, each to be taken out again. */
export function AttachmentTray({ head }: { head: ConversationHead }) {
  const { t } = useTranslation();
  const files = useAttached(head.id);
  if (files.length === 0) return null;
  return (
    <ul className={classes.tray} aria-label={t("upload.list")}>
      {files.map((file) => (
        <File key={file.key} conversationId={head.id} file={file} />
      ))}
    </ul>
  );
}

function File({ conversationId, file }: { conversationId: string; file: Attached }) {
  const { t, i18n } = useTranslation();
  const picture = file.preview ?? (file.mediaType.startsWith("image/") ? file.done?.url : null);
  return (
    <li
      className={classes.file}
      data-attached={file.error === null ? (file.done ? "done" : "going") : "failed"}
    >
      {picture ? <img src={picture} alt="" /> : <IconFile size={26} stroke={1.4} aria-hidden />}
      <div className={classes.about}>
        <b>{file.name}</b>
        {file.error === null ? (
          <small>{inBytes(file.size, i18n.language)}</small>
        ) : (
          <small className={classes.error} role="alert">
            {file.error || t("upload.failed")}{" "}
            <Button size="compact-xs" variant="subtle" onClick={() => retryUpload(conversationId, file.key)}>
              {t("action.retry")}
            </Button>
          </small>
        )}
        {!file.done && file.error === null && (
          <Progress.Root size={3}>
            <Progress.Section
              value={file.progress * 100}
              aria-label={t("upload.progress", { name: file.name })}
            />
          </Progress.Root>
        )}
      </div>
      <ActionIcon
        size={24}
        aria-label={t("upload.remove", { name: file.name })}
        onClick={() => detach(conversationId, file.key)}
      >
        <IconX size={15} />
      </ActionIcon>
    </li>
  );
}
