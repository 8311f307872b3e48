import { Button, TextInput } from "@mantine/core";
import { IconPlus, IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CannedAnswer } from "../../api/office";
import { useAsked } from "../../office/asked";
import { Card, Empty, Fetched, Page } from "../../office/Page";
import { Dialog } from "../../shell/Dialog";
import classes from "../Admin.module.css";
import { EditButton } from "../EditButton";
import { CannedForm } from "./CannedForm";
import { cannedKey } from "./key";

export default function CannedPage() {
  const { t } = useTranslation();
  const canned = useAsked<{ items: CannedAnswer[] }>(cannedKey, "/api/canned");
  const [open, setOpen] = useState<CannedAnswer | "new" | null>(null);
  const close = () => setOpen(null);
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen("new")}>
      {t("admin.canned.add")}
    </Button>
  );
  return (
    <Page title={t("admin.canned.title")} lead={t("admin.canned.lead")} actions={add}>
      <Card>
        <Fetched of={canned}>{({ items }) => <List items={items} onOpen={setOpen} />}</Fetched>
      </Card>
      <Dialog
        opened={open !== null}
        onClose={close}
        size="xl"
        title={open === "new" ? t("admin.canned.add") : (open?.title ?? "")}
      >
        {open && <CannedForm answer={open === "new" ? null : open} onDone={close} />}
      </Dialog>
    </Page>
  );
}

function List({ items, onOpen }: { items: CannedAnswer[]; onOpen: (answer: CannedAnswer) => void }) {
  const { t, i18n } = useTranslation();
  const [words, setWords] = useState("");
  const wanted = words.trim().toLowerCase();
  const found = items.filter((one) =>
    `${one.shortcut} ${one.title} ${one.text_it} ${one.text_en}`.toLowerCase().includes(wanted),
  );
  if (items.length === 0) return <Empty>{t("admin.canned.none")}</Empty>;
  return (
    <>
      <TextInput
        mb="sm"
        maw={320}
        aria-label={t("admin.canned.search")}
        placeholder={t("admin.canned.search")}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t("admin.canned.shortcut")}</th>
              <th scope="col">{t("admin.canned.answer")}</th>
              <th scope="col">{t("admin.canned.uses")}</th>
              <th scope="col">
                <span className={classes.hidden}>{t("admin.edit")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {found.map((one) => (
              <tr key={one.id}>
                <th scope="row">/{one.shortcut}</th>
                <td>
                  {one.title}
                  <span className={classes.soft}>
                    {excerpt(i18n.language === "en" ? one.text_en : one.text_it)}
                  </span>
                </td>
                <td className="tabular">{one.uses}</td>
                <td>
                  <EditButton of={one.title} onClick={() => onOpen(one)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function excerpt(text: string): string {
  return text.length > 110 ? `${text.slice(0, 108)}…` : text;
}
