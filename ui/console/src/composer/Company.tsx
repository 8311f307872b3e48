import { IconEye, IconPencil } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useColleaguesHere } from "../live/viewers";
import classes from "./Composer.module.css";

/** Who else is here: a colleague who writes is worth a pause, one who looks a word. */
export function Company({ id }: { id: string }) {
  const { t } = useTranslation();
  const colleagues = useColleaguesHere(id);
  const writer = colleagues.find(({ composing }) => composing);
  const names = colleagues.map(({ name }) => name).join(", ");
  return (
    <div role="status" className={classes.company} data-writes={writer !== undefined || undefined}>
      {writer && (
        <>
          <IconPencil size={15} stroke={1.8} aria-hidden />{" "}
          {t("compose.colleagueWrites", { name: writer.name })}
        </>
      )}
      {!writer && colleagues.length > 0 && (
        <>
          <IconEye size={15} stroke={1.8} aria-hidden />{" "}
          {t("compose.colleaguesLook", { count: colleagues.length, names })}
        </>
      )}
    </div>
  );
}
