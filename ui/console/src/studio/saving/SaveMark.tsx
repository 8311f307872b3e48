import { Button } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconCloudOff, IconPencil } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { shortTime } from "../../words/times";
import type { Snapshot } from "./autosave";
import classes from "./Saving.module.css";

const icons = {
  saved: IconCheck,
  editing: IconPencil,
  saving: IconPencil,
  waiting: IconCloudOff,
  refused: IconAlertTriangle,
  conflict: IconAlertTriangle,
};

/** Whether the desk has what was written. */
export function SaveMark({ of: snapshot, onAgain }: { of: Snapshot<unknown>; onAgain: () => void }) {
  const { t, i18n } = useTranslation();
  const { state, savedAt, reason } = snapshot;
  const Icon = icons[state];
  const words =
    state === "saved"
      ? savedAt
        ? t("studio.save.savedAt", { at: shortTime(savedAt, i18n.language) })
        : t("studio.save.live")
      : t(`studio.save.${state}`, { reason });
  return (
    <span className={classes.mark} data-state={state}>
      <span role="status">
        <Icon size={15} stroke={2} aria-hidden />
        {words}
      </span>
      {(state === "waiting" || state === "refused") && (
        <Button size="compact-xs" variant="default" onClick={onAgain}>
          {t("action.again")}
        </Button>
      )}
    </span>
  );
}
