import { Button, NumberInput, Stack, Switch, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ask } from "../api/loose";
import type { Retention } from "../api/office";
import { useAsked } from "../office/asked";
import { Card, Fetched, Page } from "../office/Page";
import { useSave } from "../office/useSave";

const key = ["retention"] as const;
/** Offered when somebody first sets an end. */
const USUAL_DAYS = 365;

export default function RetentionPage() {
  const { t } = useTranslation();
  const retention = useAsked<Retention>(key, "/api/retention");
  return (
    <Page narrow title={t("admin.retention.title")} lead={t("admin.retention.lead")}>
      <Card>
        <Fetched of={retention}>{(data) => <Form key={JSON.stringify(data)} kept={data} />}</Fetched>
      </Card>
    </Page>
  );
}

function Form({ kept }: { kept: Retention }) {
  const { t } = useTranslation();
  const [days, setDays] = useState(kept.days);
  const [redact, setRedact] = useState(kept.redact);
  const save = useSave(() => ask("PUT", "/api/retention", { body: { days, redact } }), {
    changes: [key],
    done: t("office.saved"),
  });
  return (
    <Stack gap="md">
      <Switch
        label={t("admin.retention.redact")}
        description={t("admin.retention.redactHint")}
        checked={redact}
        onChange={(event) => setRedact(event.currentTarget.checked)}
      />
      <Switch
        label={t("admin.retention.limited")}
        description={t("admin.retention.limitedHint")}
        checked={days !== null}
        onChange={(event) => setDays(event.currentTarget.checked ? USUAL_DAYS : null)}
      />
      {days !== null && (
        <NumberInput
          label={t("admin.retention.days")}
          w={200}
          min={1}
          value={days}
          onChange={(value) => setDays(Number(value) || 1)}
        />
      )}
      {days !== null && days !== kept.days && (
        <Text c="var(--wait)" size="sm" role="status">
          {t("admin.retention.warning", { count: days })}
        </Text>
      )}
      <Button
        style={{ alignSelf: "start" }}
        loading={save.isPending}
        disabled={days === kept.days && redact === kept.redact}
        onClick={() => save.mutate(undefined)}
      >
        {t("admin.save")}
      </Button>
    </Stack>
  );
}
