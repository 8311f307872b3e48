import { Group, Select, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ask } from "../api/loose";
import type { AuditLine } from "../api/office";
import { useAccounts } from "../office/asked";
import { MoreButton } from "../office/MoreButton";
import { Card, Empty, Fetched, Page } from "../office/Page";
import { fullTime } from "../words/times";
import classes from "./Admin.module.css";

interface Audit {
  items: AuditLine[];
  next: number | null;
  acts: string[];
}

/** Who did what, newest first; nobody can change it. */
export default function AuditPage() {
  const { t } = useTranslation();
  const [actor, setActor] = useState<string | null>(null);
  const [act, setAct] = useState<string | null>(null);
  const [subject, setSubject] = useState("");
  const [settled] = useDebouncedValue(subject.trim(), 300);
  const { data: accounts } = useAccounts();
  const query = { ...(actor && { actor }), ...(act && { act }), ...(settled && { subject: settled }) };
  const pages = useInfiniteQuery({
    queryKey: ["audit", query],
    queryFn: ({ pageParam }) =>
      ask<Audit>("GET", "/api/audit", { query: { ...query, ...(pageParam ? { after: pageParam } : {}) } }),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const acts = pages.data?.pages[0]?.acts ?? [];
  const clear = { "aria-label": t("reports.clear"), tabIndex: 0 };
  return (
    <Page title={t("admin.audit.title")} lead={t("admin.audit.lead")}>
      <Group gap="xs" mb="md">
        <Select
          aria-label={t("admin.audit.actor")}
          placeholder={t("admin.audit.anybody")}
          clearable
          clearButtonProps={clear}
          searchable
          nothingFoundMessage={t("palette.nothing")}
          data={(accounts?.agents ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={actor}
          onChange={setActor}
        />
        <Select
          aria-label={t("admin.audit.act")}
          placeholder={t("admin.audit.anything")}
          clearable
          clearButtonProps={clear}
          searchable
          nothingFoundMessage={t("palette.nothing")}
          data={acts.map((one) => ({ value: one, label: named(one) }))}
          value={act}
          onChange={setAct}
        />
        <TextInput
          aria-label={t("admin.audit.subject")}
          placeholder={t("admin.audit.subject")}
          value={subject}
          onChange={(event) => setSubject(event.currentTarget.value)}
        />
      </Group>
      <Card>
        <Fetched of={pages}>
          {(read) => <Lines lines={read.pages.flatMap((page) => page.items)} named={named} />}
        </Fetched>
        <MoreButton of={pages} />
      </Card>
    </Page>
  );

  /** The desk may learn acts that this page has no word for yet. */
  function named(one: string): string {
    return t(`admin.acts.${one.replaceAll(".", "_")}` as "admin.acts.sign_in", { defaultValue: one });
  }
}

function Lines({ lines, named }: { lines: AuditLine[]; named: (act: string) => string }) {
  const { t, i18n } = useTranslation();
  if (lines.length === 0) return <Empty>{t("admin.audit.none")}</Empty>;
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t("admin.audit.at")}</th>
            <th scope="col">{t("admin.audit.actor")}</th>
            <th scope="col">{t("admin.audit.act")}</th>
            <th scope="col">{t("admin.audit.origin")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <td className="tabular">{fullTime(line.at, i18n.language)}</td>
              <td>{line.actor.name}</td>
              <td>
                {named(line.act)}
                <span className={classes.soft}>
                  {[line.subject_name ?? line.subject, line.detail].filter(Boolean).join(" · ")}
                </span>
              </td>
              <td className={classes.mono}>{line.origin}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
