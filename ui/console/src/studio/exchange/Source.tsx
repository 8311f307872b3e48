import { Button, SegmentedControl, Textarea } from "@mantine/core";
import { Dropzone } from "@mantine/dropzone";
import { notifications } from "@mantine/notifications";
import { IconFileImport } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImportPreview } from "../../api/learning";
import { Card } from "../../office/Page";
import { useSave } from "../../office/useSave";
import { inBytes } from "../../words/sizes";
import classes from "./Exchange.module.css";
import { readFile, readPage } from "./imports";

/** In bytes: a shop's questions and answers are far smaller. */
const LARGEST = 5 * 1024 * 1024;
const ENDINGS = [".csv", ".xlsx", ".yml", ".yaml", ".html", ".htm", ".json"];

/** Where questions come from: a file, or a page's source. */
export function Source({ onRead }: { onRead: (preview: ImportPreview) => void }) {
  const { t } = useTranslation();
  const [from, setFrom] = useState<"file" | "page">("file");
  const control = (
    <SegmentedControl
      size="xs"
      aria-label={t("learning.exchange.from")}
      value={from}
      onChange={(value) => setFrom(value as typeof from)}
      data={(["file", "page"] as const).map((value) => ({ value, label: t(`learning.exchange.${value}`) }))}
    />
  );
  return (
    <Card title={t("learning.exchange.import")} aside={control}>
      {from === "file" ? <FromFile onRead={onRead} /> : <FromPage onRead={onRead} />}
    </Card>
  );
}

function FromFile({ onRead }: { onRead: (preview: ImportPreview) => void }) {
  const { t, i18n } = useTranslation();
  const save = useSave(readFile, { onSuccess: onRead });
  return (
    <Dropzone
      role="group"
      aria-label={t("learning.exchange.drop")}
      className={classes.drop ?? ""}
      multiple={false}
      maxSize={LARGEST}
      loading={save.isPending}
      validator={(file) =>
        file.name && !ENDINGS.some((ending) => file.name.toLowerCase().endsWith(ending))
          ? { code: "file-invalid-type", message: "" }
          : null
      }
      inputProps={{ "aria-label": t("learning.exchange.drop") }}
      onDrop={([file]) => file && save.mutate(file)}
      onReject={() =>
        notifications.show({ color: "red", message: t("learning.exchange.refusedFile"), role: "alert" })
      }
    >
      <div className={classes.dropInner}>
        <IconFileImport size={34} stroke={1.4} aria-hidden />
        <strong>{t("learning.exchange.drop")}</strong>
        <span>{t("learning.exchange.formats", { size: inBytes(LARGEST, i18n.language) })}</span>
      </div>
    </Dropzone>
  );
}

function FromPage({ onRead }: { onRead: (preview: ImportPreview) => void }) {
  const { t } = useTranslation();
  const [html, setHtml] = useState("");
  const save = useSave(readPage, { onSuccess: onRead });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (html.trim()) save.mutate(html);
  };
  return (
    <form onSubmit={send}>
      <Textarea
        label={t("learning.exchange.html")}
        description={t("learning.exchange.htmlHint")}
        rows={9}
        spellCheck={false}
        value={html}
        onChange={(event) => setHtml(event.currentTarget.value)}
      />
      <Button type="submit" mt="sm" loading={save.isPending} disabled={!html.trim()}>
        {t("learning.exchange.read")}
      </Button>
    </form>
  );
}
