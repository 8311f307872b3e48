import { Button, Group, TextInput } from "@mantine/core";
import { IconDownload, IconSearch } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { PersonFound } from "../../api/office";
import { ChannelIcon } from "../../channels/registry";
import { useAsked } from "../../office/asked";
import { Card, Empty, Fetched, Page } from "../../office/Page";
import { Dialog } from "../../shell/Dialog";
import { dateOf } from "../../words/times";
import classes from "../Admin.module.css";
import { EraseForm } from "./EraseForm";

const SHORTEST = 3;

export default function PrivacyPage() {
  const { t } = useTranslation();
  const [words, setWords] = useState("");
  const [asked, setAsked] = useState("");
  const search = (event: FormEvent) => {
    event.preventDefault();
    if (words.trim().length >= SHORTEST) setAsked(words.trim());
  };
  return (
    <Page title={t("admin.privacy.title")} lead={t("admin.privacy.lead")}>
      <Card>
        <form onSubmit={search}>
          <Group align="flex-end" gap="xs">
            <TextInput
              label={t("admin.privacy.contact")}
              description={t("admin.privacy.contactHint")}
              w={320}
              value={words}
              onChange={(event) => setWords(event.currentTarget.value)}
            />
            <Button
              type="submit"
              disabled={words.trim().length < SHORTEST}
              leftSection={<IconSearch size={16} aria-hidden />}
            >
              {t("admin.privacy.find")}
            </Button>
          </Group>
        </form>
        {asked && <Found contact={asked} />}
      </Card>
    </Page>
  );
}

function Found({ contact }: { contact: string }) {
  const { t } = useTranslation();
  const people = useAsked<{ items: PersonFound[] }>(["people"], "/api/people", { contact });
  const [erasing, setErasing] = useState<PersonFound | null>(null);
  return (
    <>
      <Fetched of={people}>
        {({ items }) =>
          items.length > 0 ? (
            <List people={items} onErase={setErasing} />
          ) : (
            <Empty>{t("admin.privacy.none", { contact })}</Empty>
          )
        }
      </Fetched>
      <Dialog
        opened={erasing !== null}
        onClose={() => setErasing(null)}
        title={t("admin.privacy.eraseTitle")}
      >
        {erasing && <EraseForm person={erasing} onDone={() => setErasing(null)} />}
      </Dialog>
    </>
  );
}

function List({ people, onErase }: { people: PersonFound[]; onErase: (person: PersonFound) => void }) {
  const { t, i18n } = useTranslation();
  return (
    <div className={classes.scroll}>
      <table className={classes.table} style={{ marginTop: "1.2rem" }}>
        <thead>
          <tr>
            <th scope="col">{t("admin.privacy.who")}</th>
            <th scope="col">{t("admin.privacy.messages")}</th>
            <th scope="col">{t("admin.privacy.last")}</th>
            <th scope="col">
              <span className={classes.hidden}>{t("admin.privacy.deeds")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {people.map((one) => (
            <tr key={one.conversation_id}>
              <th scope="row">
                <Link href={`/c/${one.conversation_id}`}>{one.name || t("person.unnamed")}</Link>{" "}
                <ChannelIcon channel={one.channel} size={15} />
                <span className={classes.soft}>{one.address}</span>
              </th>
              <td className="tabular">{one.messages}</td>
              <td className="tabular">{one.last_at ? dateOf(one.last_at, i18n.language) : "–"}</td>
              <td>
                <Group gap="xs" justify="flex-end" wrap="nowrap">
                  <Button
                    component="a"
                    size="xs"
                    variant="default"
                    download
                    href={`/api/conversations/${one.conversation_id}/export`}
                    leftSection={<IconDownload size={14} aria-hidden />}
                  >
                    {t("admin.privacy.export")}
                  </Button>
                  <Button size="xs" variant="default" c="var(--alarm)" onClick={() => onErase(one)}>
                    {t("admin.privacy.erase")}
                  </Button>
                </Group>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
