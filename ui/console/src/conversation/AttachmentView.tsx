import { IconDownload, IconFile, IconMapPin, IconPhotoOff } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Attachment } from "../api/types";
import { inBytes } from "../words/sizes";
import classes from "./AttachmentView.module.css";

/** What was sent besides text, in the plainest way to look at it. */
export function AttachmentView({ attachment }: { attachment: Attachment }) {
  const { t } = useTranslation();
  const [gone, setGone] = useState(false);
  const { kind, url } = attachment;
  if (kind === "location") return <Place attachment={attachment} />;
  if (!url || gone) return <Gone />;
  const lost = () => setGone(true);
  if (kind === "image" || kind === "sticker") {
    return (
      <a href={url} target="_blank" rel="noopener noreferrer">
        <img
          className={classes.image}
          src={url}
          alt={attachment.name || t(`attachment.${kind}`)}
          onError={lost}
        />
      </a>
    );
  }
  if (kind === "audio") {
    return (
      // biome-ignore lint/a11y/useMediaCaption: a shopper's voice note has no captions
      <audio
        className={classes.audio}
        src={url}
        controls
        preload="metadata"
        aria-label={t("attachment.audio")}
        onError={lost}
      />
    );
  }
  if (kind === "video") {
    return (
      // biome-ignore lint/a11y/useMediaCaption: a shopper's video has no captions
      <video
        className={classes.image}
        src={url}
        controls
        preload="metadata"
        aria-label={t("attachment.video")}
        onError={lost}
      />
    );
  }
  return <Download attachment={attachment} url={url} />;
}

function Gone() {
  const { t } = useTranslation();
  return (
    <span className={classes.gone}>
      <IconPhotoOff size={17} stroke={1.7} aria-hidden />
      {t("attachment.gone")}
    </span>
  );
}

function Download({ attachment, url }: { attachment: Attachment; url: string }) {
  const { t, i18n } = useTranslation();
  return (
    <a className={classes.file} href={url} download={attachment.name ?? ""}>
      <IconFile size={22} stroke={1.5} aria-hidden />
      <span>
        {attachment.name || t("attachment.document")}
        <small>
          {[attachment.media_type, attachment.size === null ? "" : inBytes(attachment.size, i18n.language)]
            .filter(Boolean)
            .join(" · ")}
        </small>
      </span>
      <IconDownload size={17} stroke={1.7} aria-hidden />
    </a>
  );
}

function Place({ attachment: { latitude, longitude, name } }: { attachment: Attachment }) {
  const { t } = useTranslation();
  if (latitude === null || longitude === null) return <Gone />;
  const at = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  const map = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`;
  return (
    <a className={classes.file} href={map} target="_blank" rel="noopener noreferrer">
      <IconMapPin size={22} stroke={1.5} aria-hidden />
      <span>
        {name || t("attachment.location")}
        <small>{at}</small>
      </span>
    </a>
  );
}
