import { IconAlertTriangle, IconClock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { BoardPromise } from "../api/office";
import { ChannelIcon } from "../channels/registry";
import { Empty } from "../office/Page";
import { useTime } from "../state/clock";
import { lasted } from "../words/times";
import classes from "./Board.module.css";

/** Who should have been answered, and who should be answered soon; each leads to the conversation. */
export function Promises({ breaches, warnings }: { breaches: BoardPromise[]; warnings: BoardPromise[] }) {
  const { t } = useTranslation();
  const all = [...breaches, ...warnings];
  if (all.length === 0) return <Empty>{t("board.noPromises")}</Empty>;
  return (
    <ul className={classes.promises}>
      {all.map((one) => (
        <Promised key={`${one.case_id}-${one.kind}`} one={one} />
      ))}
    </ul>
  );
}

function Promised({ one }: { one: BoardPromise }) {
  const { t } = useTranslation();
  const Icon = one.state === "breached" ? IconAlertTriangle : IconClock;
  return (
    <li>
      <Link href={`/c/${one.conversation_id}`} className={classes.promise ?? ""} data-state={one.state}>
        <Icon size={18} stroke={1.8} aria-hidden />
        <span className={classes.who}>
          {one.contact_name || t("person.unnamed")} <ChannelIcon channel={one.channel} size={15} />
          <span className={classes.soft}>
            {" "}
            {t(`board.kind.${one.kind}`)} · {one.agent?.name ?? one.team?.name ?? t("board.noOne")}
          </span>
        </span>
        <Due due={one.due} />
      </Link>
    </li>
  );
}

function Due({ due }: { due: string }) {
  const { t } = useTranslation();
  const moment = Date.parse(due);
  const words = useTime((now) =>
    moment > now
      ? t("board.dueIn", { time: lasted(moment - now, t) })
      : t("board.late", { time: lasted(now - moment, t) }),
  );
  return <span className={classes.due}>{words}</span>;
}
