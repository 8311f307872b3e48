import { Kbd, useMantineColorScheme } from "@mantine/core";
import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import type { Case } from "../api/types";
import { useSections } from "../cases/useBoard";
import { ChannelIcon } from "../channels/registry";
import { askConfirmation } from "../conversation/confirmation";
import { focusReply } from "../conversation/focus";
import { useTake } from "../conversation/useTake";
import { useSignOut } from "../shell/AccountMenu";
import { usePreferences } from "../state/preferences";
import { chooseLanguage } from "../words";

interface Props {
  conversationId: string | null;
  onHelp: () => void;
}

/** Everything one can do, by typing a part of its name. */
export function Palette({ conversationId, onHelp }: Props) {
  const { t } = useTranslation();
  const { waiting, mine } = useSections();
  const inHand = useInHand(conversationId);
  const general = useGeneral(onHelp);
  const toCase = useToCase();
  const groups: SpotlightActionGroupData[] = [
    { group: t("palette.here"), actions: inHand },
    { group: t("queue.mine"), actions: mine.map(toCase) },
    { group: t("queue.waiting"), actions: waiting.map(toCase) },
    { group: t("palette.general"), actions: general },
  ];
  return (
    <Spotlight
      actions={groups.filter(({ actions }) => actions.length > 0)}
      shortcut="mod + K"
      tagsToIgnore={[]}
      nothingFound={t("palette.nothing")}
      limit={12}
      highlightQuery
      scrollable
      maxHeight={460}
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
      searchProps={{
        placeholder: t("palette.placeholder"),
        "aria-label": t("palette.placeholder"),
        leftSection: <IconSearch size={18} aria-hidden />,
      }}
    />
  );
}

/** What can be done with the open conversation. */
function useInHand(conversationId: string | null): SpotlightActionData[] {
  const { t } = useTranslation();
  const { waiting, mine } = useSections();
  const { take } = useTake();
  const has = (cases: Case[]) => cases.some((item) => item.conversation_id === conversationId);
  if (conversationId && has(waiting)) {
    return [
      {
        id: "take",
        label: t("action.take"),
        rightSection: <Kbd>T</Kbd>,
        onClick: () => take(conversationId),
      },
    ];
  }
  if (!conversationId || !has(mine)) return [];
  return [
    {
      id: "reply",
      label: t("keys.reply"),
      rightSection: <Kbd>R</Kbd>,
      onClick: () => setTimeout(focusReply),
    },
    {
      id: "resolve",
      label: t("action.resolve"),
      rightSection: <Kbd>E</Kbd>,
      onClick: () => askConfirmation("resolve", conversationId),
    },
    {
      id: "hand-back",
      label: t("action.handBack"),
      rightSection: <Kbd>B</Kbd>,
      onClick: () => askConfirmation("hand-back", conversationId),
    },
  ];
}

function useToCase(): (item: Case) => SpotlightActionData {
  const { t } = useTranslation();
  const [, go] = useLocation();
  return (item) => ({
    id: item.id,
    label: item.contact_name || t("person.unnamed"),
    description: item.last_text ?? "",
    leftSection: <ChannelIcon channel={item.channel} size={18} />,
    onClick: () => go(`/c/${item.conversation_id}`),
  });
}

function useGeneral(onHelp: () => void): SpotlightActionData[] {
  const { t, i18n } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const { sound, set } = usePreferences();
  const signOut = useSignOut();
  const other = i18n.language === "it" ? "en" : "it";
  return [
    { id: "light", label: t("palette.light"), onClick: () => setColorScheme("light") },
    { id: "dark", label: t("palette.dark"), onClick: () => setColorScheme("dark") },
    { id: "language", label: t("palette.language"), onClick: () => chooseLanguage(other) },
    {
      id: "sound",
      label: t(sound ? "palette.soundOff" : "palette.soundOn"),
      onClick: () => set({ sound: !sound }),
    },
    { id: "keys", label: t("keys.title"), onClick: onHelp },
    { id: "sign-out", label: t("menu.signOut"), onClick: () => signOut.mutate() },
  ];
}
