import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import { Loading } from "../loading/Loading";
import { PublishBox } from "./PublishBox";
import { type StudioPageName, studioPages, studioPlace } from "./places";
import classes from "./Studio.module.css";
import { studioViews } from "./views";

/** Where editors work: a list of pages, and one of them. */
export default function StudioPage() {
  const { t } = useTranslation();
  const [path] = useLocation();
  const { page, rest } = studioPlace(path);
  const Open = studioViews[page];
  return (
    <div className={classes.studio}>
      <nav className={classes.nav} aria-label={t("office.studio")}>
        <PublishBox />
        {studioPages.map(({ group, pages }) => (
          <section key={group} aria-labelledby={`studio-${group}`}>
            <h2 id={`studio-${group}`}>{t(`studio.groups.${group}`)}</h2>
            <ul>
              {pages.map((name) => (
                <li key={name}>
                  <Link href={`/studio/${name}`} aria-current={name === page ? "page" : undefined}>
                    {t(`studio.pages.${name}`)}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </nav>
      <div className={classes.narrow}>
        <PublishBox />
        <Chooser open={page} />
      </div>
      <div className={classes.content}>
        <Loading key={page}>
          <Open rest={rest} />
        </Loading>
      </div>
    </div>
  );
}

/** The same list on a phone. */
function Chooser({ open }: { open: StudioPageName }) {
  const { t } = useTranslation();
  const [, go] = useLocation();
  return (
    <Select
      aria-label={t("office.studio")}
      allowDeselect={false}
      value={open}
      onChange={(name) => name && go(`/studio/${name}`)}
      data={studioPages.map(({ group, pages }) => ({
        group: t(`studio.groups.${group}`),
        items: pages.map((name) => ({ value: name, label: t(`studio.pages.${name}`) })),
      }))}
    />
  );
}
