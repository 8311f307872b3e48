import { useTranslation } from "react-i18next";
import { Empty, Fetched, Page } from "../../office/Page";
import { useFollowPublication, useVersions } from "../asked";
import { VersionRow } from "./VersionRow";
import classes from "./Versions.module.css";

/** Everything that has gone out, the last first, each to look at and to put back. */
export default function VersionsPage() {
  const { t } = useTranslation();
  const versions = useVersions();
  useFollowPublication();
  return (
    <Page narrow title={t("studio.versions.title")} lead={t("studio.versions.lead")}>
      <Fetched of={versions}>
        {({ items }) =>
          items.length > 0 ? (
            <ol className={classes.versions} aria-label={t("studio.versions.title")}>
              {items.map((version, index) => (
                <VersionRow key={version.id} version={version} before={items[index + 1] ?? null} />
              ))}
            </ol>
          ) : (
            <Empty>{t("studio.versions.none")}</Empty>
          )
        }
      </Fetched>
    </Page>
  );
}
