import { useTranslation } from "react-i18next";
import type { Judged, Outcomes, Replay } from "../../api/learning";
import { changesNothing, movedBy } from "./numbers";
import classes from "./Thresholds.module.css";

/** What other marks would have changed, in one sentence, in bars, and message by message. */
export function Outcome({ replay, at }: { replay: Replay; at: string }) {
  const { t } = useTranslation();
  return (
    <>
      <p className={classes.sentence}>
        {changesNothing(replay) ? t("learning.thresholds.same") : <Sentence replay={replay} at={at} />}
      </p>
      <p className={classes.soft}>{t("learning.thresholds.replayed", { count: replay.messages })}</p>
      <div className={classes.bars}>
        <Bar name={t("learning.thresholds.before")} outcomes={replay.before} />
        <Bar name={t("learning.thresholds.after")} outcomes={replay.after} />
      </div>
      <div className={classes.lists}>
        <Messages title={t("learning.thresholds.gained")} messages={replay.gained} none="noneGained" />
        <Messages title={t("learning.thresholds.lost")} messages={replay.lost} none="noneLost" />
      </div>
    </>
  );
}

function Sentence({ replay, at }: { replay: Replay; at: string }) {
  const { t } = useTranslation();
  const { gained, lost } = movedBy(replay);
  const told = [
    ["more", gained],
    ["fewer", lost],
  ] as const;
  const parts = told.filter(([, { all }]) => all > 0);
  if (parts.length === 0) return <Moved from={replay.before} to={replay.after} />;
  return parts.map(([way, { all, wrong, right, unknown }]) => (
    <span key={way}>
      <strong>{t(`learning.thresholds.${way}`, { at, count: all })}</strong>
      {wrong > 0 && (
        <>
          , <b data-judged="wrong">{t("learning.thresholds.ofWrong", { count: wrong })}</b>
        </>
      )}
      {way === "fewer" && right > 0 && <>, {t("learning.thresholds.ofRight", { count: right })}</>}
      {unknown > 0 && <>, {t("learning.thresholds.ofUnknown", { count: unknown })}</>}.
    </span>
  ));
}

/** Where nothing more or less is answered, what moved is who is asked back. */
function Moved({ from, to }: { from: Outcomes; to: Outcomes }) {
  const { t } = useTranslation();
  return <span>{t("learning.thresholds.asksMoved", { before: from.asked, after: to.asked })}</span>;
}

const zones = ["answered", "asked", "handed_over"] as const;

function Bar({ name, outcomes }: { name: string; outcomes: Outcomes }) {
  const { t } = useTranslation();
  const all = Math.max(1, outcomes.answered + outcomes.asked + outcomes.handed_over);
  return (
    <div className={classes.barRow}>
      <span className={classes.barName}>{name}</span>
      <span className={classes.stack} aria-hidden>
        {zones.map((zone) => (
          <span key={zone} data-zone={zone} style={{ width: `${(outcomes[zone] / all) * 100}%` }} />
        ))}
      </span>
      <span className={classes.barFacts}>
        {zones.map((zone) => (
          <span key={zone} data-zone={zone}>
            <b>{outcomes[zone]}</b> {t(`learning.thresholds.outcomes.${zone}`)}
          </span>
        ))}
        <span data-zone="wrong">
          <b>{outcomes.wrong}</b> {t("learning.thresholds.outcomes.wrong")}
        </span>
      </span>
    </div>
  );
}

interface MessagesProps {
  title: string;
  messages: readonly Judged[];
  none: "noneGained" | "noneLost";
}

function Messages({ title, messages, none }: MessagesProps) {
  const { t } = useTranslation();
  return (
    <section aria-label={title}>
      <h3>
        {title} {messages.length > 0 && <span className={classes.soft}>{messages.length}</span>}
      </h3>
      {messages.length === 0 ? (
        <p className={classes.soft}>{t(`learning.thresholds.${none}`)}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls has to be reached by keyboard
        <ul className={classes.messages} tabIndex={0}>
          {messages.map(({ text, judged }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two customers may write the same
            <li key={`${place} ${text}`}>
              <span>{text}</span>
              <span className={classes.judged} data-judged={judged}>
                {t(`learning.thresholds.judged.${judged}`)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
