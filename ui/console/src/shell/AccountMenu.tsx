import {
  Avatar,
  Menu,
  SegmentedControl,
  Stack,
  Switch,
  Text,
  UnstyledButton,
  useMantineColorScheme,
  VisuallyHidden,
} from "@mantine/core";
import { IconLogout, IconShieldLock } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import * as calls from "../api/calls";
import { sessionKey } from "../state/cache";
import { usePreferences } from "../state/preferences";
import { useSession } from "../state/session";
import { initials } from "../words/names";
import { LanguageSwitch } from "./LanguageSwitch";

export function AccountMenu() {
  const { t } = useTranslation();
  const { agent } = useSession();
  const signOut = useSignOut();
  const [, go] = useLocation();
  return (
    <Menu width={264} closeOnItemClick={false}>
      <Menu.Target>
        <UnstyledButton ms={6} style={{ borderRadius: 99 }}>
          <Avatar aria-hidden size={32} radius="xl" color="green" variant="filled">
            {initials(agent.name)}
          </Avatar>
          <VisuallyHidden>{t("menu.account", { name: agent.name })}</VisuallyHidden>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Stack gap={2} p="sm" pb="xs">
          <Text fw={650}>{agent.name}</Text>
          <Text size="sm" c="dimmed">
            {agent.email}
          </Text>
        </Stack>
        <Menu.Divider />
        <Stack gap="sm" p="sm">
          <LanguageSwitch />
          <SchemeSwitch />
          <SingleKeysSwitch />
        </Stack>
        <Menu.Divider />
        <Menu.Item
          closeMenuOnClick
          leftSection={<IconShieldLock size={16} aria-hidden />}
          onClick={() => go("/security")}
        >
          {t("security.title")}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => signOut.mutate()}>
          {t("menu.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function SchemeSwitch() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t("menu.scheme")}
      value={colorScheme}
      onChange={(value) => setColorScheme(value as "auto" | "light" | "dark")}
      data={(["auto", "light", "dark"] as const).map((value) => ({ value, label: t(`menu.${value}`) }))}
    />
  );
}

function SingleKeysSwitch() {
  const { t } = useTranslation();
  const { singleKeys, set } = usePreferences();
  return (
    <Switch
      size="sm"
      label={t("menu.singleKeys")}
      checked={singleKeys}
      onChange={(event) => set({ singleKeys: event.currentTarget.checked })}
    />
  );
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: calls.signOut,
    onSuccess: () => {
      client.setQueryData(sessionKey, null);
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
    },
  });
}
