import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { TeamFull } from "../../api/office";
import { channelLabel } from "../../channels/registry";
import { useAccounts, useTeamsFull } from "../../office/asked";
import { Card, Empty, Fetched, Page } from "../../office/Page";
import { Dialog } from "../../shell/Dialog";
import classes from "../Admin.module.css";
import { EditButton } from "../EditButton";
import { TeamForm } from "./TeamForm";

export default function TeamsPage() {
  const { t } = useTranslation();
  const teams = useTeamsFull();
  const [open, setOpen] = useState<TeamFull | "new" | null>(null);
  const close = () => setOpen(null);
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen("new")}>
      {t("admin.teams.add")}
    </Button>
  );
  return (
    <Page title={t("admin.teams.title")} lead={t("admin.teams.lead")} actions={add}>
      <Card>
        <Fetched of={teams}>
          {({ items }) =>
            items.length > 0 ? (
              <List teams={items} onOpen={setOpen} />
            ) : (
              <Empty>{t("admin.teams.none")}</Empty>
            )
          }
        </Fetched>
      </Card>
      <Dialog
        opened={open !== null}
        onClose={close}
        size="lg"
        title={open === "new" ? t("admin.teams.add") : (open?.name ?? "")}
      >
        {open && <TeamForm team={open === "new" ? null : open} onDone={close} />}
      </Dialog>
    </Page>
  );
}

function List({ teams, onOpen }: { teams: TeamFull[]; onOpen: (team: TeamFull) => void }) {
  const { t } = useTranslation();
  const { data } = useAccounts();
  const nameOf = (id: string) => data?.agents.find((one) => one.id === id)?.name ?? "…";
  const all = t("admin.teams.all");
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t("admin.teams.name")}</th>
            <th scope="col">{t("admin.teams.skills")}</th>
            <th scope="col">{t("admin.teams.mode")}</th>
            <th scope="col">{t("admin.teams.members")}</th>
            <th scope="col">
              <span className={classes.hidden}>{t("admin.edit")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {teams.map((team) => (
            <tr key={team.id}>
              <th scope="row">{team.name}</th>
              <td>
                {team.topics.join(", ") || all}
                <span className={classes.soft}>
                  {[...team.languages.map((it) => it.toUpperCase()), ...team.channels.map(channelLabel)].join(
                    " · ",
                  ) || all}
                </span>
              </td>
              <td>{t(`admin.teams.modes.${team.mode}`)}</td>
              <td>
                {team.members
                  .map(({ agent_id, capacity }) => `${nameOf(agent_id)} (${capacity})`)
                  .join(", ") || "–"}
              </td>
              <td>
                <EditButton of={team.name} onClick={() => onOpen(team)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
