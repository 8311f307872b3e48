import { ActionIcon } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import type { CaseDetail } from "../api/types";
import { RankParts } from "../cases/RankParts";
import { ReasonChip } from "../cases/ReasonChip";
import { useThread } from "../conversation/useThread";
import { fullTime } from "../words/times";
import classes from "./Details.module.css";
import { Entities } from "./Entities";
import { Orders } from "./Orders";
import { Part } from "./Part";
import { PastCases } from "./PastCases";
import { PersonCard } from "./PersonCard";
import { ReadingBars } from "./ReadingBars";
import { Tried } from "./Tried";

/** Who writes, what they bought and said before, and why a person is needed. */
export function Details({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data: thread } = useThread(id);
  return (
    <aside className={classes.pane} aria-label={t("details.title")}>
      <Top id={id} />
      {thread?.head && (
        <>
          <PersonCard head={thread.head} />
          {thread.head.case && <Why item={thread.head.case} />}
          <Orders id={id} />
          <PastCases id={id} />
        </>
      )}
    </aside>
  );
}

function Top({ id }: { id: string }) {
  const { t } = useTranslation();
  const [, go] = useLocation();
  return (
    <div className={classes.top}>
      <ActionIcon aria-label={t("action.backToConversation")} onClick={() => go(`/c/${id}`)}>
        <IconArrowLeft size={20} />
      </ActionIcon>
      <span>{t("details.title")}</span>
    </div>
  );
}

function Why({ item }: { item: CaseDetail }) {
  const { t, i18n } = useTranslation();
  return (
    <section className={classes.section} aria-labelledby="details-why">
      <h2 id="details-why">{t("details.why")}</h2>
      <p className={classes.reason}>
        <ReasonChip reason={item.reason} />
        <time dateTime={item.opened_at}>{fullTime(item.opened_at, i18n.language)}</time>
      </p>
      {item.agreed && (
        <Part title={t("handBack.agreed")}>
          <p className={classes.agreed}>{item.agreed}</p>
        </Part>
      )}
      {item.state === "waiting" && <RankParts caseId={item.id} />}
      {item.readings.length > 0 && (
        <Part title={t("details.readings")}>
          <ReadingBars readings={item.readings} />
        </Part>
      )}
      {item.entities.length > 0 && (
        <Part title={t("details.entities")}>
          <Entities entities={item.entities} />
        </Part>
      )}
      {item.tried.length > 0 && (
        <Part title={t("details.tried")}>
          <Tried steps={item.tried} />
        </Part>
      )}
    </section>
  );
}
