import { ActionIcon, Checkbox, Menu, Stack, Switch, Text } from "@mantine/core";
import { IconBell, IconBellRinging } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { topics, usePreferences } from "../state/preferences";
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
          <CounterSwitch />
        </Stack>
        <Menu.Divider />
        <Topics />
      </Menu.Dropdown>
    </Menu>
  );
}

function CounterSwitch() {
  const { t } = useTranslation();
  const { counter, set } = usePreferences();
  return (
    <Switch
      size="sm"
      label={t("alerts.counter")}
      checked={counter}
      onChange={(event) => set({ counter: event.currentTarget.checked })}
    />
  );
}

/** What is worth a sound or a notification, each by itself. */
function Topics() {
  const { t } = useTranslation();
  const { tell, set } = usePreferences();
  return (
    <Stack gap="xs" p="sm" component="fieldset" style={{ border: 0, margin: 0 }}>
      <Text component="legend" size="sm" c="dimmed" p={0} mb={6}>
        {t("alerts.when")}
      </Text>
      {topics.map((topic) => (
        <Checkbox
          key={topic}
          size="xs"
          label={t(`alerts.${topic}`)}
          checked={tell[topic]}
          onChange={(event) => set({ tell: { ...tell, [topic]: event.currentTarget.checked } })}
        />
      ))}
    </Stack>
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
