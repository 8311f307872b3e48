import { IconFlag } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Message } from "../api/types";
import classes from "./FlagMark.module.css";
import { useFlagOf } from "./flags";

/** What somebody said of a message, for everybody who reads it later. */
export function FlagMark({ message }: { message: Message }) {
  const { t } = useTranslation();
  const flag = useFlagOf(message);
  if (!flag) return null;
  return (
    <p className={classes.mark} data-flag={flag}>
      <IconFlag size={13} stroke={1.8} aria-hidden />
      {t(`flag.${flag}`)}
    </p>
  );
}
