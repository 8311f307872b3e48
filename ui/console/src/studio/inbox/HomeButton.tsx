import { Kbd, Tooltip } from "@mantine/core";
import { IconBriefcase, IconCornerDownRight, IconDoorExit, IconSparkles } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { HomeKind, ProposedHome } from "../../api/learning";
import classes from "./Inbox.module.css";

const icons = {
  topic: IconCornerDownRight,
  new: IconSparkles,
  outside: IconDoorExit,
  business: IconBriefcase,
} satisfies Record<HomeKind, unknown>;

interface Props {
  proposed: ProposedHome;
  /** For screen readers: of which group. */
  of: string;
  /** It can no longer be changed here. */
  still: boolean;
  onClick: () => void;
}

/** Where a group is thought to belong, and how sure that is; pressing it chooses another home. */
export function HomeButton({ proposed, of, still, onClick }: Props) {
  const { t } = useTranslation();
  const Icon = icons[proposed.home];
  const sure = Math.round(proposed.confidence * 100);
  const shown = (
    <>
      <Icon size={17} stroke={1.7} aria-hidden />
      <span className={classes.homeName}>{useHomeName()(proposed)}</span>
      <span className={classes.sure} data-low={sure < 60 || undefined}>
        {t("learning.inbox.sure", { percent: sure })}
      </span>
    </>
  );
  if (still) return <p className={classes.home}>{shown}</p>;
  return (
    <Tooltip
      label={
        <>
          {t("learning.inbox.changeHome")} <Kbd>H</Kbd>
        </>
      }
    >
      <button type="button" className={classes.home} onClick={onClick}>
        <span className={classes.hidden}>{t("learning.inbox.homeOf", { label: of })} </span>
        {shown}
      </button>
    </Tooltip>
  );
}

interface Named {
  home: HomeKind;
  title?: string | null;
  intent?: string | null;
}

/** How a home is called. */
export function useHomeName(): (home: Named) => string {
  const { t } = useTranslation();
  return ({ home, title, intent }) => {
    if (home === "topic") return title || intent || t("learning.homes.topic");
    if (home === "new" && title) return t("learning.homes.newNamed", { title });
    return t(`learning.homes.${home}`);
  };
}
