import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconCopy } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

/** A link as somebody else can open it: the desk may say only its path. */
export function wholeLink(link: string): string {
  return new URL(link, window.location.origin).href;
}

export function CopyLink({ link, of }: { link: string; of: string }) {
  const { t } = useTranslation();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(wholeLink(link));
      notifications.show({ message: t("learning.beta.copied"), autoClose: 2_000 });
    } catch {
      notifications.show({ color: "red", message: t("learning.beta.notCopied"), role: "alert" });
    }
  };
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconCopy size={15} aria-hidden />}
      aria-label={`${t("learning.beta.copy")}: ${of}`}
      onClick={() => void copy()}
    >
      {t("learning.beta.copy")}
    </Button>
  );
}
