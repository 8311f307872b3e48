import { useTranslation } from "react-i18next";
import type { Security } from "../api/office";
import { useAsked } from "../office/asked";
import { Card, Fetched, Page } from "../office/Page";
import { useSession } from "../state/session";
import { securityKey } from "./keys";
import { PasswordForm } from "./PasswordForm";
import { SecondFactor } from "./SecondFactor";
import { Sessions } from "./Sessions";

/** One's own account: how it is guarded, and where it is signed in. */
export default function SecurityPage() {
  const { t } = useTranslation();
  const { agent } = useSession();
  const security = useAsked<Security>(securityKey, "/api/security");
  return (
    <Page
      narrow
      title={t("security.title")}
      lead={`${agent.name} · ${agent.email} · ${t(`role.${agent.role}.name`)}`}
    >
      <Card title={t("security.factor")} lead={t("security.factorLead")}>
        <Fetched of={security}>{(state) => <SecondFactor state={state} />}</Fetched>
      </Card>
      <Card title={t("security.sessions")} lead={t("security.sessionsLead")}>
        <Sessions />
      </Card>
      <Card title={t("security.password")}>
        <PasswordForm />
      </Card>
    </Page>
  );
}
