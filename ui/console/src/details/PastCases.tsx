import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { PastCase } from "../api/work";
import { ReasonChip } from "../cases/ReasonChip";
import { usePerson } from "../state/queries";
import { dateOf } from "../words/times";
import classes from "./Details.module.css";

/** When this person needed somebody before, and who it was. */
export function PastCases({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data: person } = usePerson(id);
  if (!person) return null;
  return (
    <section className={classes.section} aria-labelledby="details-past">
      <h2 id="details-past">{t("who.past")}</h2>
      {person.past_cases.length === 0 && <p className={classes.word}>{t("who.noPast")}</p>}
      {person.past_cases.length > 0 && (
        <ul className={classes.past}>
          {person.past_cases.map((past) => (
            <Row key={past.id} past={past} here={id} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Row({ past, here }: { past: PastCase; here: string }) {
  const { i18n } = useTranslation();
  const where = past.conversation_id ?? here;
  return (
    <li>
      <Link href={`/c/${where}`} className={classes.pastCase}>
        <span>
          {dateOf(past.opened_at, i18n.language)} {past.topic}
        </span>
        <span>
          <ReasonChip reason={past.reason} /> {past.agent?.name}
        </span>
      </Link>
    </li>
  );
}
