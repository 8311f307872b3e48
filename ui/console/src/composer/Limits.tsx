import { IconClock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ConversationHead } from "../api/types";
import { channelLabel } from "../channels/registry";
import { useTime } from "../state/clock";
import { useChannel } from "../state/queries";
import { lasted } from "../words/times";
import classes from "./Composer.module.css";
import { lengthOf } from "./length";
import type { Mode } from "./mode";
import { useAttached } from "./tray";

/** How much one may still write, and for how long; and why it cannot be sent, when it cannot. */
export function Limits({ head, mode, text }: { head: ConversationHead; mode: Mode; text: string }) {
  const { t } = useTranslation();
  const limit = useChannel(head.channel)?.text_limit ?? null;
  const loading = useAttached(head.id).some(({ done, error }) => !done && error === null);
  const { used, limit: most, over } = lengthOf(text, limit);
  const channel = channelLabel(head.channel);
  if (mode === "note" || (used === 0 && !loading)) return <Idle head={head} mode={mode} />;
  if (over > 0)
    return (
      <p id="reply-hint" className={classes.hint} data-over role="alert">
        {t("compose.tooLong", { channel, over })}
      </p>
    );
  return (
    <p id="reply-hint" className={classes.hint}>
      {loading && <span>{t("upload.waiting")}</span>}
      {used > 0 && (
        <span className="tabular" data-near={used > most * 0.9 || undefined}>
          <span aria-hidden>
            {used}/{most}
          </span>
          <span className={classes.spoken}>{t("compose.counter", { used, limit: most })}</span>
        </span>
      )}
      <WindowClock head={head} />
    </p>
  );
}

function Idle({ head, mode }: { head: ConversationHead; mode: Mode }) {
  const { t } = useTranslation();
  return (
    <p id="reply-hint" className={classes.hint}>
      <span className={classes.keys}>{t(mode === "note" ? "note.hint" : "composer.hint")}</span>
      {mode === "reply" && <WindowClock head={head} />}
    </p>
  );
}

function WindowClock({ head }: { head: ConversationHead }) {
  const { t } = useTranslation();
  const closes = Date.parse(head.window_closes_at ?? "");
  const left = useTime((now) => (closes > now ? lasted(closes - now, t) : ""));
  if (!left) return null;
  return (
    <span className={classes.clock} title={t("compose.windowLeft", { left })}>
      <IconClock size={13} stroke={1.8} aria-hidden />
      <span className="tabular">{left}</span>
      <span className={classes.spoken}>{t("compose.windowLeft", { left })}</span>
    </span>
  );
}
