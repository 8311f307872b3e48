import { IconRobot } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import classes from "./Topic.module.css";

/** Instead of answers, where the assistant looks something up and says what it found. */
export function Acting() {
  const { t } = useTranslation();
  return (
    <p className={classes.acting}>
      <IconRobot size={20} stroke={1.6} aria-hidden />
      <span>
        {t("studio.topic.acting")} <Link href="/studio/phrases">{t("studio.topic.toPhrases")}</Link>
      </span>
    </p>
  );
}
