import { Button, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** What is said where a part of the console did not come. */
export function Reload() {
  const { t } = useTranslation();
  return (
    <Stack align="center" gap="sm" p="xl">
      <Text role="alert" ta="center">
        {t("line.notLoaded")}
      </Text>
      <Button variant="default" onClick={() => window.location.reload()}>
        {t("line.reload")}
      </Button>
    </Stack>
  );
}
