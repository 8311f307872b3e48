import { Badge, Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Account } from "../../api/office";
import { useAccounts } from "../../office/asked";
import { Card, Fetched, Page } from "../../office/Page";
import { Dialog } from "../../shell/Dialog";
import classes from "../Admin.module.css";
import { EditButton } from "../EditButton";
import { AgentForm } from "./AgentForm";
import { NewAgentForm } from "./NewAgentForm";

export default function AgentsPage() {
  const { t } = useTranslation();
  const accounts = useAccounts();
  const [open, setOpen] = useState<Account | "new" | null>(null);
  const close = () => setOpen(null);
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen("new")}>
      {t("admin.agents.add")}
    </Button>
  );
  return (
    <Page title={t("admin.agents.title")} lead={t("admin.agents.lead")} actions={add}>
      <Card>
        <Fetched of={accounts}>{({ agents }) => <List agents={agents} onOpen={setOpen} />}</Fetched>
      </Card>
      <Dialog opened={open === "new"} onClose={close} title={t("admin.agents.add")}>
        <NewAgentForm onDone={close} />
      </Dialog>
      <Dialog
        opened={open !== null && open !== "new"}
        onClose={close}
        title={open && open !== "new" ? open.name : ""}
      >
        {open && open !== "new" && <AgentForm account={open} onDone={close} />}
      </Dialog>
    </Page>
  );
}

function List({ agents, onOpen }: { agents: Account[]; onOpen: (account: Account) => void }) {
  const { t } = useTranslation();
  const sorted = [...agents].sort(
    (one, other) =>
      Number(!!one.disabled_at) - Number(!!other.disabled_at) || one.name.localeCompare(other.name),
  );
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t("admin.agents.name")}</th>
            <th scope="col">{t("admin.agents.role")}</th>
            <th scope="col">{t("admin.agents.factor")}</th>
            <th scope="col">
              <span className={classes.hidden}>{t("admin.edit")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((one) => (
            <tr key={one.id}>
              <th scope="row" data-off={one.disabled_at ? true : undefined}>
                {one.name}{" "}
                {one.disabled_at && (
                  <Badge size="sm" color="gray" variant="light" tt="none">
                    {t("admin.agents.disabled")}
                  </Badge>
                )}
                <span className={classes.soft}>{one.email}</span>
              </th>
              <td>{t(`role.${one.role}.name`)}</td>
              <td>{t(one.totp ? "admin.agents.factorOn" : "admin.agents.factorOff")}</td>
              <td>
                <EditButton of={one.name} onClick={() => onOpen(one)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
