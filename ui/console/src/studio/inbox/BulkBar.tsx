import { ActionIcon, Button } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { InboxGroup } from "../../api/learning";
import { forgetAll, useChoice } from "./choice";
import classes from "./Inbox.module.css";
import type { Deeds } from "./useDeeds";

/** What can be done to all groups that are selected. */
export function BulkBar({ groups, deeds }: { groups: readonly InboxGroup[]; deeds: Deeds }) {
  const { t } = useTranslation();
  const chosen = useChoice((choice) => choice.groups);
  if (chosen.length === 0) return null;
  const size = groups.filter(({ id }) => chosen.includes(id)).reduce((sum, one) => sum + one.size, 0);
  return (
    <div className={classes.bulk} role="toolbar" aria-label={t("learning.inbox.bulk")}>
      <b role="status">{t("learning.inbox.selected", { count: chosen.length, messages: size })}</b>
      <Button size="compact-sm" onClick={() => deeds.accept(null)}>
        {t("learning.inbox.acceptAll")}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => deeds.changeHome(null)}>
        {t("learning.inbox.homeAll")}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => deeds.dismiss(null)}>
        {t("learning.inbox.dismiss")}
      </Button>
      <ActionIcon ms="auto" size={28} aria-label={t("select.stop")} onClick={forgetAll}>
        <IconX size={16} />
      </ActionIcon>
    </div>
  );
}
