import { useDebouncedValue } from "@mantine/hooks";
import { IconAlertTriangle, IconExternalLink, IconSend2 } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Answer, Preview, PreviewMessage } from "../../api/content";
import { asDeskError } from "../../api/errors";
import { ask } from "../../api/loose";
import { ChannelIcon } from "../../channels/registry";
import { Linked } from "../../conversation/Linked";
import classes from "./Previews.module.css";

/** Milliseconds of quiet after which what was written is shown as it arrives. */
const QUIET = 400;

interface Props {
  answers: Answer[];
  language: string;
  /** When they apply. */
  occasion: string;
}

/** How answers reach a shopper, on every channel side by side. */
export function Previews({ answers, language, occasion }: Props) {
  const { t } = useTranslation();
  const asked = JSON.stringify({ answers, language });
  const [calm] = useDebouncedValue(asked, QUIET);
  const { data, error } = useQuery({
    queryKey: ["content-preview", calm],
    queryFn: () => ask<Preview>("POST", "/api/content/preview", { body: JSON.parse(calm) }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: (count, failed) => asDeskError(failed).passing && count < 2,
  });
  if (!data) return error ? <p className={classes.failed}>{t("studio.preview.failed")}</p> : null;
  return (
    <section className={classes.previews} aria-label={`${t("studio.preview.title")}: ${occasion}`}>
      {data.channels.map(({ channel, title, messages }) => (
        <figure key={channel} className={classes.screen} data-channel={channel}>
          <figcaption>
            <ChannelIcon channel={channel} size={15} />
            <span>{title}</span>
          </figcaption>
          <div className={classes.talk}>
            {messages.map((message, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one answer never move
              <Said key={`${index} ${message.text}`} message={message} />
            ))}
          </div>
          <div className={classes.field} aria-hidden>
            <span />
            <IconSend2 size={14} stroke={1.7} />
          </div>
        </figure>
      ))}
    </section>
  );
}

function Said({ message }: { message: PreviewMessage }) {
  const { t } = useTranslation();
  const { text, image, buttons, text_problem } = message;
  const numbered = buttons.filter(({ shown }) => shown === "numbered");
  const tapped = buttons.filter(({ shown }) => shown !== "numbered");
  return (
    <div className={classes.message}>
      <div className={classes.bubble}>
        {image && <img src={image} alt="" />}
        {text ? (
          <Linked text={text} struck={false} />
        ) : (
          <span className={classes.empty}>{t("studio.preview.empty")}</span>
        )}
        {numbered.length > 0 && (
          <ol>
            {numbered.map(({ title }) => (
              <li key={title}>{title}</li>
            ))}
          </ol>
        )}
      </div>
      {tapped.length > 0 && (
        <ul className={classes.taps}>
          {tapped.map(({ title, shown }) => (
            <li key={title}>
              {title}
              {shown === "link" && <IconExternalLink size={13} aria-hidden />}
            </li>
          ))}
        </ul>
      )}
      {text_problem && (
        <p className={classes.problem}>
          <IconAlertTriangle size={14} aria-hidden />
          {text_problem}
        </p>
      )}
    </div>
  );
}
