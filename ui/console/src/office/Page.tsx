import { Button, Skeleton, Stack, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { asDeskError } from "../api/errors";
import classes from "./Page.module.css";

interface PageProps {
  title: string;
  lead?: ReactNode;
  /** What one can do with the page as a whole. */
  actions?: ReactNode;
  narrow?: boolean;
  children: ReactNode;
}

export function Page({ title, lead, actions, narrow = false, children }: PageProps) {
  return (
    <div className={classes.page} data-narrow={narrow || undefined}>
      <div className={classes.head}>
        <div>
          <Title order={1} className={classes.title ?? ""}>
            {title}
          </Title>
          {lead && <p className={classes.lead}>{lead}</p>}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}

interface CardProps {
  title?: string;
  /** Beside the title. */
  aside?: ReactNode;
  lead?: string;
  children: ReactNode;
}

let cards = 0;

export function Card({ title, aside, lead, children }: CardProps) {
  const id = title ? `card-${title.replace(/\W+/gu, "-").toLowerCase()}` : `card-${++cards}`;
  return (
    <section className={classes.card} aria-labelledby={title ? id : undefined}>
      {title && (
        <div className={classes.cardHead}>
          <h2 id={id}>{title}</h2>
          {aside}
        </div>
      )}
      {lead && <p className={classes.cardLead}>{lead}</p>}
      {children}
    </section>
  );
}

interface Asked<T> {
  data: T | undefined;
  error: Error | null;
  refetch: () => unknown;
}

/** What was asked of the desk, once it is there; until then its outline, or why it is not. */
export function Fetched<T>({ of: asked, children }: { of: Asked<T>; children: (data: T) => ReactNode }) {
  const { t } = useTranslation();
  if (asked.data !== undefined) return <>{children(asked.data)}</>;
  if (!asked.error) return <Outline />;
  return (
    <Stack align="flex-start" gap="xs" role="alert">
      <p className={classes.failed}>{asDeskError(asked.error).message || t("office.unread")}</p>
      <Button variant="default" size="xs" onClick={() => asked.refetch()}>
        {t("action.again")}
      </Button>
    </Stack>
  );
}

function Outline() {
  return (
    <Stack gap="sm" aria-hidden>
      <Skeleton height={28} width="40%" />
      <Skeleton height={90} radius="md" />
      <Skeleton height={90} radius="md" />
    </Stack>
  );
}

/** Why a list is empty, and what then. */
export function Empty({ children }: { children: ReactNode }) {
  return <p className={classes.empty}>{children}</p>;
}
