import { ActionIcon } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import type { CaseDetail, ConversationHead } from "../api/types";
import { ReasonChip } from "../cases/ReasonChip";
import { ChannelIcon, channelLabel } from "../channels/registry";
import { useThread } from "../conversation/useThread";
import { fullTime } from "../words/times";
import classes from "./Details.module.css";
import { Entities } from "./Entities";
import { ReadingBars } from "./ReadingBars";
import { ReplyWindow } from "./ReplyWindow";
import { Tried } from "./Tried";

/** Who writes, and why a person is needed. */
export function Details({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data: thread } = useThread(id);
  return (
    <aside className={classes.pane} aria-label={t("details.title")}>
      <Top id={id} />
      {thread?.head && (
        <>
          <Person head={thread.head} />
          {thread.head.case && <Why item={thread.head.case} />}
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

function Person({ head }: { head: ConversationHead }) {
  const { t, i18n } = useTranslation();
  return (
    <section className={classes.section} aria-labelledby="details-person">
      <h2 id="details-person" className={classes.person}>
        {head.contact.name || t("person.unnamed")}
      </h2>
      <dl className={classes.facts}>
        <Fact term={t("details.channel")}>
          <ChannelIcon channel={head.channel} size={15} /> {channelLabel(head.channel)}
        </Fact>
        <Fact term={t("details.address")}>{head.contact.address_masked}</Fact>
        {head.language && (
          <Fact term={t("details.language")}>{languageName(head.language, i18n.language)}</Fact>
        )}
        {head.window_closes_at && (
          <Fact term={t("details.window")}>
            <ReplyWindow closesAt={head.window_closes_at} />
          </Fact>
        )}
        {head.blocked && <Fact term={t("details.blocked")}>{t("details.blockedExplained")}</Fact>}
      </dl>
    </section>
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

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <h3>{title}</h3>
      {children}
    </>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function languageName(code: string, reader: string): string {
  return new Intl.DisplayNames([reader], { type: "language" }).of(code) ?? code;
}
