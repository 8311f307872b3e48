import { Center, Loader, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** Before it is known who is signed in. */
export function Starting({ failed }: { failed: boolean }) {
  const { t } = useTranslation();
  return (
    <Center component="main" mih="100dvh" bg="var(--ground)">
      <Stack align="center" gap="sm" role="status">
        <Loader type="dots" />
        <Text c="dimmed">{t(failed ? "line.unreachable" : "line.starting")}</Text>
      </Stack>
    </Center>
  );
}
