import { Kbd } from "@mantine/core";
import { IconMessages } from "@tabler/icons-react";
import { Trans, useTranslation } from "react-i18next";
import { useSections } from "../cases/useBoard";
import classes from "./Conversation.module.css";

export function NoConversation() {
  const { t } = useTranslation();
  const { waiting } = useSections();
  return (
    <div className={classes.blank}>
      <IconMessages size={42} stroke={1.2} aria-hidden />
      <h2>{waiting.length > 0 ? t("blank.waiting", { count: waiting.length }) : t("blank.quiet")}</h2>
      <p>
        <Trans i18nKey="blank.hint" components={{ key: <Kbd /> }} />
      </p>
    </div>
  );
}
