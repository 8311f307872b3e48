import { ActionIcon, Menu, Stack, Switch, Text } from "@mantine/core";
import { IconBell, IconBellRinging } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../state/preferences";
import { beep } from "./beep";
import { allowDesktop, desktopPossible } from "./desktop";

export function AlertMenu() {
  const { t } = useTranslation();
  const { sound, desktop } = usePreferences();
  const Icon = sound || desktop ? IconBellRinging : IconBell;
  return (
    <Menu width={280} closeOnItemClick={false}>
      <Menu.Target>
        <ActionIcon aria-label={t("alert.title")}>
          <Icon size={19} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Stack gap="sm" p="sm">
          <Text fw={650}>{t("alert.title")}</Text>
          <SoundSwitch />
          <DesktopSwitch />
        </Stack>
      </Menu.Dropdown>
    </Menu>
  );
}

function SoundSwitch() {
  const { t } = useTranslation();
  const { sound, set } = usePreferences();
  const change = (on: boolean) => {
    set({ sound: on });
    if (on) beep();
  };
  return (
    <Switch
      size="sm"
      label={t("alert.sound")}
      checked={sound}
      onChange={(event) => change(event.currentTarget.checked)}
    />
  );
}

function DesktopSwitch() {
  const { t } = useTranslation();
  const { desktop, set } = usePreferences();
  const [refused, setRefused] = useState(false);
  const change = async (on: boolean) => {
    const allowed = on && (await allowDesktop());
    setRefused(on && !allowed);
    set({ desktop: allowed });
  };
  return (
    <Switch
      size="sm"
      label={t("alert.desktop")}
      description={refused ? t("alert.refused") : undefined}
      disabled={!desktopPossible()}
      checked={desktop}
      onChange={(event) => void change(event.currentTarget.checked)}
    />
  );
}
