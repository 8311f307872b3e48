import { useTranslation } from "react-i18next";
import { Loading } from "../loading/Loading";
import { lazily } from "../loading/lazily";
import { useSession } from "../state/session";
import classes from "./Office.module.css";
import type { OfficePlace } from "./place";
import { edits, supervises } from "./roles";

// Agents answer all day without ever loading a chart or a form of the administration.
const pages = {
  studio: lazily(() => import("../studio/StudioPage")),
  board: lazily(() => import("../board/BoardPage")),
  reports: lazily(() => import("../reports/ReportsPage")),
  admin: lazily(() => import("../admin/AdminPage")),
  security: lazily(() => import("../security/SecurityPage")),
};

/** Everything beside the conversations. */
export function Office({ place }: { place: OfficePlace }) {
  const { t } = useTranslation();
  const { agent } = useSession();
  const allowed = place === "security" || (place === "studio" ? edits : supervises)(agent.role);
  const Page = pages[place];
  return (
    <main id="conversation" className={classes.office} tabIndex={-1}>
      {allowed ? (
        <Loading key={place}>
          <Page />
        </Loading>
      ) : (
        <p className={classes.refused}>{t("office.refused")}</p>
      )}
    </main>
  );
}
