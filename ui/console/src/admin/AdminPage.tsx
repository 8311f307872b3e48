import { Select } from "@mantine/core";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import { Loading } from "../loading/Loading";
import { lazily } from "../loading/lazily";
import { type AdminPageName, adminPages, isAdmin } from "../office/roles";
import { useSession } from "../state/session";
import classes from "./Admin.module.css";

const pages: Record<AdminPageName, ComponentType> = {
  agents: lazily(() => import("./agents/AgentsPage")),
  teams: lazily(() => import("./teams/TeamsPage")),
  queue: lazily(() => import("./QueueSettingsPage")),
  hours: lazily(() => import("./hours/HoursPage")),
  targets: lazily(() => import("./TargetsPage")),
  canned: lazily(() => import("./canned/CannedPage")),
  tags: lazily(() => import("./TagsPage")),
  costs: lazily(() => import("./CostsPage")),
  tokens: lazily(() => import("./tokens/TokensPage")),
  webhooks: lazily(() => import("./webhooks/WebhooksPage")),
  audit: lazily(() => import("./AuditPage")),
  retention: lazily(() => import("./RetentionPage")),
  privacy: lazily(() => import("./privacy/PrivacyPage")),
};

/** The administration: a list of pages, and one of them. */
export default function AdminPage() {
  const { t } = useTranslation();
  const groups = useGroups();
  const open = useOpen(groups.flatMap(({ names }) => names));
  const Open = pages[open];
  return (
    <div className={classes.admin}>
      <nav className={classes.nav} aria-label={t("office.admin")}>
        {groups.map(({ group, names }) => (
          <section key={group} aria-labelledby={`admin-${group}`}>
            <h2 id={`admin-${group}`}>{t(`admin.groups.${group}`)}</h2>
            <ul>
              {names.map((name) => (
                <li key={name}>
                  <Link href={`/admin/${name}`} aria-current={name === open ? "page" : undefined}>
                    {t(`admin.${name}.title`)}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </nav>
      <Chooser groups={groups} open={open} />
      <div className={classes.content}>
        <Loading key={open}>
          <Open />
        </Loading>
      </div>
    </div>
  );
}

interface Grouped {
  group: (typeof adminPages)[number][0];
  names: AdminPageName[];
}

/** The pages that one's role opens, by group. */
function useGroups(): Grouped[] {
  const { agent } = useSession();
  return adminPages
    .map(([group, list]) => ({
      group,
      names: list.filter(({ adminOnly }) => !adminOnly || isAdmin(agent.role)).map(({ name }) => name),
    }))
    .filter(({ names }) => names.length > 0);
}

function useOpen(names: AdminPageName[]): AdminPageName {
  const [path] = useLocation();
  const asked = path.split("/")[2];
  return names.find((name) => name === asked) ?? names[0] ?? "targets";
}

/** The same list on a phone. */
function Chooser({ groups, open }: { groups: Grouped[]; open: AdminPageName }) {
  const { t } = useTranslation();
  const [, go] = useLocation();
  return (
    <Select
      className={classes.chooser ?? ""}
      aria-label={t("office.admin")}
      allowDeselect={false}
      value={open}
      onChange={(name) => name && go(`/admin/${name}`)}
      data={groups.map(({ group, names }) => ({
        group: t(`admin.groups.${group}`),
        items: names.map((name) => ({ value: name, label: t(`admin.${name}.title`) })),
      }))}
    />
  );
}
