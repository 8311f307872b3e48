import { IconStarFilled } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { ConversationHead } from "../api/types";
import type { Person } from "../api/work";
import { ChannelIcon, channelLabel } from "../channels/registry";
import { usePerson } from "../state/queries";
import { inMoney } from "../words/sizes";
import classes from "./Details.module.css";
import { Fact } from "./Part";
import { ReplyWindow } from "./ReplyWindow";
import { Tone } from "./Tone";

/** Who writes: where they can be reached, in which language, what they spend, how they sound. */
export function PersonCard({ head }: { head: ConversationHead }) {
  const { t, i18n } = useTranslation();
  const { data: person } = usePerson(head.id);
  return (
    <section className={classes.section} aria-labelledby="details-person">
      <h2 id="details-person" className={classes.person}>
        {head.contact.name || person?.name || t("person.unnamed")}
        {head.case?.vip && (
          <span className={classes.vip}>
            <IconStarFilled size={13} aria-hidden /> {t("who.vip")}
          </span>
        )}
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
        {person?.spend != null && (
          <Fact term={t("who.spend")}>
            <span className="tabular">{inMoney(person.spend, person.currency ?? "EUR", i18n.language)}</span>
          </Fact>
        )}
        {person?.tone && (
          <Fact term={t("who.tone")}>
            <Tone tone={person.tone} />
          </Fact>
        )}
      </dl>
      {person && <OtherChannels person={person} here={head.id} />}
    </section>
  );
}

function OtherChannels({ person, here }: { person: Person; here: string }) {
  const { t } = useTranslation();
  const others = person.channels.filter(({ conversation_id }) => conversation_id !== here);
  if (others.length === 0) return null;
  return (
    <>
      <h3>{t("who.channels")}</h3>
      <ul className={classes.links}>
        {others.map(({ channel, address_masked, conversation_id }) => (
          <li key={conversation_id}>
            <Link href={`/c/${conversation_id}`}>
              <ChannelIcon channel={channel} size={15} />
              {channelLabel(channel)} {address_masked}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

function languageName(code: string, reader: string): string {
  return new Intl.DisplayNames([reader], { type: "language" }).of(code) ?? code;
}
