import { SegmentedControl, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { FindingKind, InboxPart, InboxState } from "../../api/learning";
import classes from "./Inbox.module.css";
import { type InboxQuery, kinds, states } from "./useInbox";

interface Props {
  query: InboxQuery;
  /** The first of what is shown, which says how much there is; null while it is not known. */
  first: InboxPart | null;
  onChange: (change: Partial<InboxQuery>) => void;
}

export function InboxFilters({ query, first, onChange }: Props) {
  const { t } = useTranslation();
  const clear = { "aria-label": t("reports.clear"), tabIndex: 0 };
  return (
    <div className={classes.filters}>
      <SegmentedControl
        aria-label={t("learning.inbox.state")}
        value={query.state}
        onChange={(state) => onChange({ state: state as InboxState })}
        data={states.map((value) => ({ value, label: t(`learning.inbox.states.${value}`) }))}
      />
      <Select
        aria-label={t("learning.inbox.onlyKind")}
        placeholder={t("learning.inbox.allKinds")}
        w={250}
        clearable
        clearButtonProps={clear}
        value={query.kind}
        onChange={(kind) => onChange({ kind: kind as FindingKind | null })}
        data={kinds.map((value) => ({ value, label: t(`learning.kinds.${value}`) }))}
      />
      <Select
        aria-label={t("reports.only.language")}
        placeholder={t("reports.all.language")}
        w={150}
        clearable
        clearButtonProps={clear}
        value={query.language}
        onChange={(language) => onChange({ language })}
        data={(["it", "en"] as const).map((value) => ({ value, label: t(`language.${value}`) }))}
      />
      <span role="status" className={classes.total}>
        {first && t("learning.inbox.total", { count: first.total })}
        {first && first.waiting > 0 && <> · {t("learning.inbox.waiting", { count: first.waiting })}</>}
      </span>
    </div>
  );
}
