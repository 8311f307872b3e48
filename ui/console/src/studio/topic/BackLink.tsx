import { IconChevronLeft } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import classes from "./Topic.module.css";

export function BackLink({ to = "topics" }: { to?: "topics" | "phrases" }) {
  const { t } = useTranslation();
  return (
    <Link href={`/studio/${to}`} className={classes.back ?? ""}>
      <IconChevronLeft size={16} aria-hidden />
      {t(`studio.pages.${to}`)}
    </Link>
  );
}
