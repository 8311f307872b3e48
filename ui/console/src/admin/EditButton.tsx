import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "./Admin.module.css";

/** Opens one row of a list; `of` is for screen readers: which one. */
export function EditButton({ of, onClick }: { of: string; onClick: () => void }) {
  const { t } = useTranslation();
  return (
    <Button size="xs" variant="default" onClick={onClick}>
      {t("admin.edit")}
      <span className={classes.hidden}>: {of}</span>
    </Button>
  );
}
