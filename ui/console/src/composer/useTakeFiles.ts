import { notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";
import type { ConversationHead } from "../api/types";
import { channelLabel } from "../channels/registry";
import { useChannel } from "../state/queries";
import { inBytes } from "../words/sizes";
import { attach } from "./tray";

/** Attaches files; what the channel cannot carry is refused before it is sent anywhere. */
export function useTakeFiles(head: ConversationHead): (files: readonly File[]) => void {
  const { t, i18n } = useTranslation();
  const rules = useChannel(head.channel)?.attachments;
  const channel = channelLabel(head.channel);
  const wrongWith = (file: File): string | null => {
    if (!rules) return null;
    const most = file.type.startsWith("image/") ? rules.image_max_bytes : rules.max_bytes;
    if (file.size > most) return t("upload.tooBig", { channel, limit: inBytes(most, i18n.language) });
    return allowed(file.type, rules.media_types) ? null : t("upload.wrongKind", { channel });
  };
  return (files) => {
    for (const file of files) {
      const wrong = wrongWith(file);
      if (wrong) notifications.show({ color: "red", title: file.name, message: wrong, role: "alert" });
      else attach(head.id, file);
    }
  };
}

/** Media types as the desk lists them: exact ones, or a whole kind as `image/*`. */
function allowed(type: string, media: readonly string[]): boolean {
  if (media.length === 0) return true;
  return media.some(
    (one) => one === type || one === "*/*" || (one.endsWith("/*") && type.startsWith(one.slice(0, -1))),
  );
}
