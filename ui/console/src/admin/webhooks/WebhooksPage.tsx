import { Badge, Button, Group } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Webhook } from "../../api/office";
import { useAsked } from "../../office/asked";
import { Card, Empty, Fetched, Page } from "../../office/Page";
import { Dialog } from "../../shell/Dialog";
import classes from "../Admin.module.css";
import { EditButton } from "../EditButton";
import { Deliveries } from "./Deliveries";
import { webhooksKey } from "./key";
import { WebhookForm } from "./WebhookForm";

type Open = { what: "form"; webhook: Webhook | null } | { what: "deliveries"; webhook: Webhook };

export default function WebhooksPage() {
  const { t } = useTranslation();
  const webhooks = useAsked<{ items: Webhook[] }>(webhooksKey, "/api/webhooks-out");
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const add = (
    <Button
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => setOpen({ what: "form", webhook: null })}
    >
      {t("admin.webhooks.add")}
    </Button>
  );
  return (
    <Page title={t("admin.webhooks.title")} lead={t("admin.webhooks.lead")} actions={add}>
      <Card>
        <Fetched of={webhooks}>
          {({ items }) =>
            items.length > 0 ? (
              items.map((one) => <Row key={one.id} webhook={one} onOpen={setOpen} />)
            ) : (
              <Empty>{t("admin.webhooks.none")}</Empty>
            )
          }
        </Fetched>
      </Card>
      <Dialog
        opened={open?.what === "form"}
        onClose={close}
        title={t(open?.webhook ? "admin.webhooks.edit" : "admin.webhooks.add")}
      >
        {open?.what === "form" && <WebhookForm webhook={open.webhook} onDone={close} />}
      </Dialog>
      <Dialog
        opened={open?.what === "deliveries"}
        onClose={close}
        size="xl"
        title={t("admin.webhooks.deliveries")}
      >
        {open?.what === "deliveries" && <Deliveries webhook={open.webhook} />}
      </Dialog>
    </Page>
  );
}

function Row({ webhook, onOpen }: { webhook: Webhook; onOpen: (open: Open) => void }) {
  const { t } = useTranslation();
  return (
    <Group justify="space-between" py="sm" gap="sm" className={classes.bare ?? ""}>
      <div>
        <strong className={classes.mono}>{webhook.url}</strong>
        <span className={classes.soft}>{webhook.events.join(", ")}</span>
        <Group gap={6} mt={4}>
          <Badge variant="light" tt="none" color={webhook.active ? "green" : "gray"}>
            {t(webhook.active ? "admin.webhooks.active" : "admin.webhooks.inactive")}
          </Badge>
          {webhook.failed > 0 && (
            <Badge variant="light" tt="none" color="red">
              {t("admin.webhooks.failed", { count: webhook.failed })}
            </Badge>
          )}
          {webhook.pending > 0 && (
            <Badge variant="light" tt="none" color="gray">
              {t("admin.webhooks.pending", { count: webhook.pending })}
            </Badge>
          )}
        </Group>
      </div>
      <Group gap="xs">
        <Button size="xs" variant="default" onClick={() => onOpen({ what: "deliveries", webhook })}>
          {t("admin.webhooks.deliveries")}
        </Button>
        <EditButton of={webhook.url} onClick={() => onOpen({ what: "form", webhook })} />
      </Group>
    </Group>
  );
}
