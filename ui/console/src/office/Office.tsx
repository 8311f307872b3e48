import { Center, Loader } from "@mantine/core";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../state/session";
import classes from "./Office.module.css";
import type { OfficePlace } from "./place";
import { edits, supervises } from "./roles";

// Agents answer all day without ever loading a chart or a form of the administration.
const pages = {
  studio: lazy(() => import("../studio/StudioPage")),
  board: lazy(() => import("../board/BoardPage")),
  reports: lazy(() => import("../reports/ReportsPage")),
  admin: lazy(() => import("../admin/AdminPage")),
  security: lazy(() => import("../security/SecurityPage")),
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
        <Suspense fallback={<Waiting />}>
          <Page />
        </Suspense>
      ) : (
        <p className={classes.refused}>{t("office.refused")}</p>
      )}
    </main>
  );
}

function Waiting() {
  return (
    <Center h="60vh">
      <Loader type="dots" />
    </Center>
  );
}
