import { Button, Group } from "@mantine/core";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { ConfirmButton } from "../../admin/ConfirmButton";
import type { Publication, Version, VersionItem } from "../../api/content";
import { ask } from "../../api/loose";
import { useAsked } from "../../office/asked";
import { Empty, Fetched } from "../../office/Page";
import { useSave } from "../../office/useSave";
import { fullTime } from "../../words/times";
import { publicationKey } from "../keys";
import { ChangeList } from "../publishing/ChangeList";
import classes from "./Versions.module.css";

interface Props {
  version: Version;
  /** The one it followed. */
  before: Version | null;
}

/** One version: who sent it out, what it changed, how well it reads; and the way back to it. */
export function VersionRow({ version, before }: Props) {
  const { t, i18n } = useTranslation();
  const id = useId();
  const [open, setOpen] = useState(false);
  const { number, author, note, at, state, reason } = version;
  return (
    <li className={classes.version} data-state={state} aria-labelledby={id}>
      <span className={classes.dot} aria-hidden />
      <div className={classes.head}>
        <h2 id={id}>{t("studio.versions.one", { number })}</h2>
        {state !== "past" && (
          <span className={classes.state} data-state={state}>
            {t(`studio.versions.states.${state}`)}
          </span>
        )}
        <span className={classes.soft}>
          {author} · <time dateTime={at}>{fullTime(at, i18n.language)}</time>
        </span>
      </div>
      {note && <p className={classes.note}>{note}</p>}
      {reason && <p className={classes.reason}>{reason}</p>}
      <p className={classes.soft}>
        {[counted(version), scored(version, before)].filter(Boolean).join(" · ")}
      </p>
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          aria-label={`${t("studio.versions.difference")}: ${t("studio.versions.one", { number })}`}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {t("studio.versions.difference")}
        </Button>
        {state !== "live" && <PutBack version={version} />}
      </Group>
      {open && <Difference version={version} />}
    </li>
  );

  function counted({ changes: { added, changed, removed } }: Version): string {
    return [
      added > 0 && t("studio.versions.added", { count: added }),
      changed > 0 && t("studio.versions.changed", { count: changed }),
      removed > 0 && t("studio.versions.removed", { count: removed }),
    ]
      .filter(Boolean)
      .join(", ");
  }

  function scored({ score }: Version, previous: Version | null): string {
    if (score === null) return "";
    const percent = (share: number, options = {}) =>
      share.toLocaleString(i18n.language, { style: "percent", maximumFractionDigits: 1, ...options });
    const words = t("studio.versions.score", { percent: percent(score) });
    if (previous?.score === null || previous?.score === undefined) return words;
    const step = percent(score - previous.score, { signDisplay: "exceptZero" });
    return `${words} (${step})`;
  }
}

function Difference({ version }: { version: Version }) {
  const { t } = useTranslation();
  const difference = useAsked<{ items: VersionItem[] }>(
    ["content-difference", version.id],
    `/api/content/versions/${version.id}/difference`,
  );
  return (
    <div className={classes.difference}>
      <Fetched of={difference}>
        {({ items }) =>
          items.length > 0 ? (
            <ChangeList items={items} names={[t("studio.versions.before"), t("studio.versions.after")]} />
          ) : (
            <Empty>{t("studio.difference.same")}</Empty>
          )
        }
      </Fetched>
    </div>
  );
}

/** Publishes what was live then; it is checked and compared as any other publication is. */
function PutBack({ version }: { version: Version }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [, go] = useLocation();
  const { number, id } = version;
  const restore = useSave(
    () =>
      ask<Publication>("POST", `/api/content/versions/${id}/restore`, {
        body: { note: t("studio.versions.restoreNote", { number }) },
      }),
    {
      changes: [publicationKey],
      onSuccess: (publication) => {
        client.setQueryData(publicationKey, publication);
        go("/studio/publishing");
      },
    },
  );
  return (
    <ConfirmButton
      of={t("studio.versions.one", { number })}
      loading={restore.isPending}
      leftSection={<IconArrowBackUp size={15} aria-hidden />}
      question={t("studio.versions.restoreQuestion", { number })}
      onConfirm={() => restore.mutate(undefined)}
    >
      {t("studio.versions.restore")}
    </ConfirmButton>
  );
}
