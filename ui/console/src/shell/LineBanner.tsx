import { IconCloudOff, IconPlugConnected } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useConnection } from "../live/connection";
import { answers } from "../office/roles";
import { useSession } from "../state/session";
import classes from "./LineBanner.module.css";

/** A quiet word in the top bar while all is well. */
export function LineState() {
  const { t } = useTranslation();
  const { agent } = useSession();
  const { line, wasLive } = useConnection();
  if (!wasLive && !answers(agent.role)) return null;
  return (
    <span className={classes.state} data-line={line}>
      <span className={classes.dot} aria-hidden />
      {t(`line.${line}`)}
    </span>
  );
}

/** Says so, visibly and aloud, when the line was up and is not any more. */
export function LineBanner() {
  const { t } = useTranslation();
  const { line, wasLive } = useConnection();
  const down = wasLive && line !== "live";
  const Icon = line === "offline" ? IconCloudOff : IconPlugConnected;
  return (
    <div role="status" className={classes.region}>
      {down && (
        <p className={classes.banner}>
          <Icon size={17} stroke={1.8} aria-hidden />
          {t(line === "offline" ? "line.offlineExplained" : "line.connectingExplained")}
        </p>
      )}
    </div>
  );
}
