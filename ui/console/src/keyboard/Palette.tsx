import { Kbd, useMantineColorScheme } from "@mantine/core";
import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData } from "@mantine/spotlight";
import { IconFilter, IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import type { Case } from "../api/types";
import { openFilters } from "../cases/FilterMenu";
import { applyFilters } from "../cases/filters";
import { startSelecting } from "../cases/selection";
import { useSections } from "../cases/useBoard";
import { ChannelIcon } from "../channels/registry";
import { startNote, startReply } from "../composer/mode";
import { askConfirmation } from "../conversation/confirmation";
import { useTake } from "../conversation/useTake";
import { answers } from "../office/roles";
import { useOfficeCommands } from "../office/useOfficeCommands";
import { useSignOut } from "../shell/AccountMenu";
import { showLeft } from "../shell/left";
import { usePreferences } from "../state/preferences";
import { useSavedViews } from "../state/queries";
import { useSession } from "../state/session";
import { openTags } from "../tags/TagsEditor";
import { askTransfer } from "../transfer/asked";
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
  const views = useViews();
  const { agent } = useSession();
  const [query, setQuery] = useState("");
  const inMessages = {
    ...command("in-messages", t("search.for", { words: query.trim() }), null, () =>
      showLeft("search", query.trim()),
    ),
    keywords: query,
  };
  const groups: SpotlightActionGroupData[] = [
    { group: t("palette.here"), actions: inHand },
    { group: t("queue.mine"), actions: mine.map(toCase) },
    { group: t("queue.waiting"), actions: waiting.map(toCase) },
    { group: t("views.title"), actions: views },
    { group: t("palette.general"), actions: general },
    { group: t("search.title"), actions: query.trim() && answers(agent.role) ? [inMessages] : [] },
  ];
  return (
    <Spotlight
      actions={groups.filter(({ actions }) => actions.length > 0)}
      query={query}
      onQueryChange={setQuery}
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
  const [, go] = useLocation();
  const has = (cases: Case[]) => cases.some((item) => item.conversation_id === conversationId);
  if (conversationId && has(waiting)) {
    return [command("take", t("action.take"), "T", () => take(conversationId)), ...anyones(conversationId)];
  }
  if (!conversationId) return [];
  const anyway = anyones(conversationId);
  if (!has(mine)) return anyway;
  return [
    command("reply", t("shortcut.reply"), "R", () => startReply(conversationId)),
    command("resolve", t("action.resolve"), "E", () => askConfirmation("resolve", conversationId)),
    command("hand-back", t("action.handBack"), "B", () => askConfirmation("hand-back", conversationId)),
    command("transfer", t("transfer.action"), "F", () => askTransfer([conversationId])),
    ...anyway,
  ];

  /** What can be done with a conversation, whoever has it. */
  function anyones(id: string): SpotlightActionData[] {
    return [
      command("note", t("note.write"), "N", () => startNote(id)),
      command("tags", t("tags.edit"), "L", () => openTags(id)),
      command("details", t("details.open"), "I", () => go(`/c/${id}/details`)),
    ];
  }
}

/** The palette closes and gives the focus back first. */
function command(id: string, label: string, key: string | null, act: () => void): SpotlightActionData {
  return { id, label, rightSection: key ? <Kbd>{key}</Kbd> : undefined, onClick: () => setTimeout(act) };
}

function useViews(): SpotlightActionData[] {
  const { agent } = useSession();
  const { data } = useSavedViews(answers(agent.role));
  return (data ?? []).map(({ id, name, filters }) => ({
    id: `view-${id}`,
    label: name,
    leftSection: <IconFilter size={18} stroke={1.6} aria-hidden />,
    onClick: () => {
      applyFilters(filters);
      showLeft("queue");
    },
  }));
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
  const office = useOfficeCommands();
  const { agent } = useSession();
  const other = i18n.language === "it" ? "en" : "it";
  const conversations = [
    command("search", t("search.open"), "/", () => showLeft("search")),
    command("mentions", t("mentions.open"), "M", () => showLeft("mentions")),
    command("filters", t("filters.title"), "V", openFilters),
    command("select", t("select.start"), "X", startSelecting),
  ];
  return [
    ...(answers(agent.role) ? conversations : []),
    ...office,
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
