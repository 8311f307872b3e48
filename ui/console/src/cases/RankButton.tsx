import { Popover } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./CaseRow.module.css";
import { RankParts } from "./RankParts";

/** The number one draws at a counter; asked, it says why it is that number. */
export function RankButton({ caseId, place }: { caseId: string; place: number }) {
  const [wanted, setWanted] = useState(false);
  const { t } = useTranslation();
  const button = (
    <button
      type="button"
      className={classes.ticket}
      aria-label={t("row.why", { place })}
      title={t("row.why", { place })}
      aria-haspopup="dialog"
      data-why={caseId}
      onClick={() => setWanted(!wanted)}
    >
      {place}
    </button>
  );
  // A plain button until somebody asks: there are thousands of rows.
  if (!wanted) return button;
  return (
    <Popover
      opened
      onChange={setWanted}
      position="bottom-start"
      width={300}
      shadow="md"
      withRoles={false}
      trapFocus
      returnFocus
    >
      <Popover.Target>{button}</Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t("rank.title")} tabIndex={-1}>
        <RankParts caseId={caseId} />
      </Popover.Dropdown>
    </Popover>
  );
}
