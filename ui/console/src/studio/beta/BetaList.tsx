import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import admin from "../../admin/Admin.module.css";
import type { BetaTest } from "../../api/learning";
import { useAsked } from "../../office/asked";
import { Card, Empty, Fetched, Page } from "../../office/Page";
import { Dialog } from "../../shell/Dialog";
import { dateOf } from "../../words/times";
import classes from "./Beta.module.css";
import { CopyLink, wholeLink } from "./CopyLink";
import { betaKey } from "./keys";
import { NewTest } from "./NewTest";

export function BetaList() {
  const { t } = useTranslation();
  const tests = useAsked<{ items: BetaTest[] }>(betaKey, "/api/content/beta");
  const [adds, setAdds] = useState(false);
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdds(true)}>
      {t("learning.beta.add")}
    </Button>
  );
  return (
    <Page title={t("learning.beta.title")} lead={t("learning.beta.lead")} actions={add}>
      <Card>
        <Fetched of={tests}>
          {({ items }) =>
            items.length > 0 ? <List tests={items} /> : <Empty>{t("learning.beta.none")}</Empty>
          }
        </Fetched>
      </Card>
      <Dialog opened={adds} onClose={() => setAdds(false)} title={t("learning.beta.add")}>
        <NewTest onDone={() => setAdds(false)} />
      </Dialog>
    </Page>
  );
}

function List({ tests }: { tests: readonly BetaTest[] }) {
  const { t, i18n } = useTranslation();
  return (
    <div className={admin.scroll}>
      <table className={admin.table}>
        <thead>
          <tr>
            <th scope="col">{t("learning.beta.test")}</th>
            <th scope="col">{t("learning.beta.questions")}</th>
            <th scope="col">{t("learning.beta.created")}</th>
            <th scope="col">
              <span className={admin.hidden}>{t("learning.beta.link")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {tests.map(({ id, name, link, language, questions, created_at }) => (
            <tr key={id}>
              <th scope="row">
                <Link href={`/studio/beta/${id}`} className={classes.name ?? ""}>
                  {name}
                </Link>
                <span className={admin.soft}>
                  {t(`language.${language === "it" || language === "en" ? language : "other"}`)} ·{" "}
                  <span className={classes.address}>{wholeLink(link)}</span>
                </span>
              </th>
              <td className="tabular">{questions}</td>
              <td className="tabular">{dateOf(created_at, i18n.language)}</td>
              <td>
                <CopyLink link={link} of={name} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
