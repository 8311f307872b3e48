import { Checkbox, Stack, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Hours } from "../../api/office";
import { channelLabel } from "../../channels/registry";
import { useChannels } from "../../state/queries";

interface Props {
  hours: Hours;
  onChange: (part: Partial<Hours>) => void;
}

/** What shoppers are told without asking, because of these hours. */
export function Told({ hours, onChange }: Props) {
  const { t } = useTranslation();
  const { data } = useChannels();
  const names = (data ?? []).map(({ name }) => name);
  // The desk's "none named" means all of them.
  const chosen = hours.follow_staffing ?? names;
  const choose = (picked: string[]) => {
    const gone = chosen.filter((name) => !names.includes(name));
    const all = names.every((name) => picked.includes(name));
    onChange({ follow_staffing: all ? null : [...gone, ...picked.filter((name) => names.includes(name))] });
  };
  return (
    <Stack gap="md">
      <Checkbox.Group
        label={t("admin.hours.follow")}
        description={t("admin.hours.followHint")}
        value={chosen}
        onChange={choose}
      >
        <Stack gap={6} mt="xs">
          {names.map((name) => (
            <Checkbox key={name} value={name} label={channelLabel(name)} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Switch
        label={t("admin.hours.windowNote")}
        description={t("admin.hours.windowNoteHint")}
        checked={hours.window_note ?? false}
        onChange={(event) => onChange({ window_note: event.currentTarget.checked })}
      />
    </Stack>
  );
}
