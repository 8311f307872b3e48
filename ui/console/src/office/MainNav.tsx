import { Tooltip } from "@mantine/core";
import { IconBooks, IconChartHistogram, IconGauge, IconMessages, IconSettings } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useSession } from "../state/session";
import classes from "./MainNav.module.css";
import { useOfficePlace } from "./place";
import { keyOf, pathOf, type Section, sectionsOf } from "./roles";

const icons = {
  queue: IconMessages,
  studio: IconBooks,
  board: IconGauge,
  reports: IconChartHistogram,
  admin: IconSettings,
};

/** The parts of the console that one's role opens; agents have one, and see no bar of parts. */
export function MainNav() {
  const { t } = useTranslation();
  const { agent } = useSession();
  const sections = sectionsOf(agent.role);
  if (sections.length < 2) return null;
  return (
    <nav aria-label={t("office.parts")} className={classes.nav}>
      {sections.map((section) => (
        <Part key={section} section={section} />
      ))}
    </nav>
  );
}

function Part({ section }: { section: Section }) {
  const { t } = useTranslation();
  const place = useOfficePlace();
  const here = section === "queue" ? place === null : place === section;
  const Icon = icons[section];
  return (
    <Tooltip label={`${t(`office.${section}`)} · Shift ${keyOf[section]}`}>
      <Link href={pathOf[section]} className={classes.part ?? ""} aria-current={here ? "page" : undefined}>
        <Icon size={17} stroke={1.7} aria-hidden />
        <span>{t(`office.${section}`)}</span>
      </Link>
    </Tooltip>
  );
}
