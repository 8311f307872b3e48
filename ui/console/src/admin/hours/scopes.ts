import { useTranslation } from "react-i18next";
import { channelLabel } from "../../channels/registry";
import { useTeamsFull } from "../../office/asked";
import { useChannels } from "../../state/queries";

export interface Choice {
  value: string;
  label: string;
}

/** Whose hours can be set: everybody's, a team's, a channel's. */
export function useScopes(): Choice[] {
  const { t } = useTranslation();
  const { data: teams } = useTeamsFull();
  const { data: channels } = useChannels();
  return [
    { value: "default", label: t("admin.hours.everybody") },
    ...(teams?.items ?? []).map(({ id, name }) => ({
      value: `team:${id}`,
      label: t("admin.hours.teamOf", { name }),
    })),
    ...(channels ?? []).map(({ name }) => ({
      value: `channel:${name}`,
      label: t("admin.hours.channelOf", { name: channelLabel(name) }),
    })),
  ];
}
