import { useTranslation } from "react-i18next";
import type { ItemState } from "../api/content";
import classes from "./Chips.module.css";

/** What differs from what is live; nothing where nothing does. */
export function StateChip({ state }: { state: ItemState }) {
  const { t } = useTranslation();
  if (state === "live") return null;
  return (
    <span className={classes.chip} data-state={state}>
      {t(`studio.state.${state}`)}
    </span>
  );
}
