import { Button, Code, CopyButton, Group, Loader, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ask } from "../api/loose";
import type { Totp } from "../api/office";
import { Fetched } from "../office/Page";
import { useSave } from "../office/useSave";
import { CodeForm } from "./CodeForm";
import { securityKey } from "./keys";
import classes from "./Security.module.css";

/** A picture for an authenticator, the same to type, and the first code as proof. */
export function SetUp({ onCodes }: { onCodes: (codes: string[]) => void }) {
  const { t } = useTranslation();
  const made = useQuery({
    queryKey: ["totp"],
    queryFn: () => ask<Totp>("POST", "/api/security/totp"),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const confirm = useSave(
    (code: string) =>
      ask<{ recovery_codes: string[] }>("POST", "/api/security/totp/confirm", { body: { code } }),
    { changes: [securityKey], onSuccess: ({ recovery_codes }) => onCodes(recovery_codes) },
  );
  if (made.isPending) return <Loader type="dots" />;
  return (
    <Fetched of={made}>
      {({ secret, qr_svg }) => (
        <>
          <Text mb="sm">{t("security.scan")}</Text>
          <img
            className={classes.qr}
            src={`data:image/svg+xml;utf8,${encodeURIComponent(qr_svg)}`}
            alt={t("security.qr")}
            width={208}
            height={208}
          />
          <Text size="sm" c="dimmed" mt="sm">
            {t("security.orType")}
          </Text>
          <Group gap="xs" mb="md">
            <Code fz="sm">{secret.match(/.{1,4}/gu)?.join(" ") ?? secret}</Code>
            <CopyButton value={secret}>
              {({ copied, copy }) => (
                <Button size="compact-xs" variant="default" onClick={copy}>
                  {t(copied ? "security.copied" : "security.copy")}
                </Button>
              )}
            </CopyButton>
          </Group>
          <CodeForm
            label={t("security.firstCode")}
            submit={t("security.confirm")}
            pending={confirm.isPending}
            onSubmit={confirm.mutate}
          />
        </>
      )}
    </Fetched>
  );
}
