import { useTranslation } from "react-i18next";
import type { Reading } from "../../api/content";
import { Linked } from "../../conversation/Linked";
import classes from "./Trying.module.css";

/** What was said to a message, as what it was read, how surely, and why. */
export function ReadingCard({ reading, quiet = false }: { reading: Reading; quiet?: boolean }) {
  const { t, i18n } = useTranslation();
  const percent = (share: number) => share.toLocaleString(i18n.language, { style: "percent" });
  const { replies, title, confidence, decision, nearest, ranking, acts, in_force } = reading;
  return (
    <div className={classes.reading} data-quiet={quiet || undefined}>
      {replies.map(({ text, buttons }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one answer never move
        <div key={`${index} ${text}`} className={classes.reply}>
          <p>
            <Linked text={text} struck={false} />
          </p>
          {buttons.length > 0 && (
            <ul>
              {buttons.map((button) => (
                <li key={button.title}>{button.title}</li>
              ))}
            </ul>
          )}
        </div>
      ))}
      {acts && <p className={classes.remark}>{t("studio.try.acts")}</p>}
      {!in_force && <p className={classes.remark}>{t("studio.try.notInForce")}</p>}
      <p className={classes.read}>
        <span>
          {t("studio.try.read")} <strong>{title}</strong>
        </span>
        <span className={classes.sure} data-decision={decision}>
          {percent(confidence)} · {t(`studio.try.decisions.${decision}`)}
        </span>
        <span className={classes.bar} aria-hidden>
          <span style={{ inlineSize: percent(confidence) }} data-decision={decision} />
        </span>
      </p>
      <details className={classes.why}>
        <summary>{t("studio.try.why")}</summary>
        {nearest.length > 0 && (
          <>
            <h4>{t("studio.try.nearest")}</h4>
            <ul>
              {nearest.map((near) => (
                <li key={`${near.intent} ${near.text}`}>
                  <q>{near.text}</q>
                  <span>
                    {near.title} · {percent(near.likeness)}
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
        <h4>{t("studio.try.ranking")}</h4>
        <ul>
          {ranking.map((other) => (
            <li key={other.intent}>
              <span>{other.title}</span>
              <span>{percent(other.confidence)}</span>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
