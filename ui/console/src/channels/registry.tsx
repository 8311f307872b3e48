import {
  IconBrandTelegram,
  IconBrandWhatsapp,
  IconMessage2,
  IconWorld,
  type TablerIcon,
} from "@tabler/icons-react";

interface Look {
  icon: TablerIcon;
  label: string;
}

/** How channels are shown. One that is missing here gets a plain sign and its own name. */
const looks: Record<string, Look> = {
  whatsapp: { icon: IconBrandWhatsapp, label: "WhatsApp" },
  telegram: { icon: IconBrandTelegram, label: "Telegram" },
  webchat: { icon: IconWorld, label: "Web chat" },
};

export function channelLabel(channel: string): string {
  return looks[channel]?.label ?? channel;
}

export function ChannelIcon({ channel, size = 16 }: { channel: string; size?: number }) {
  const Icon = looks[channel]?.icon ?? IconMessage2;
  return <Icon size={size} stroke={1.7} role="img" aria-label={channelLabel(channel)} />;
}
