import { Skeleton, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Case } from "../api/types";
import { CaseRow } from "./CaseRow";
import classes from "./QueuePane.module.css";
import { useSections } from "./useBoard";

export function QueuePane({ conversationId }: { conversationId: string | null }) {
  const { t } = useTranslation();
  const { waiting, mine, others, closed, loaded, failed } = useSections();
  return (
    <nav className={classes.pane} aria-label={t("queue.title")} data-cases>
      <Title order={1} className={classes.hidden}>
        {t("queue.title")}
      </Title>
      {failed && (
        <Text role="alert" p="md">
          {t("queue.failed")}
        </Text>
      )}
      {!loaded && !failed && <Placeholder />}
      {loaded && (
        <>
          <Section name="waiting" cases={waiting} open={conversationId} empty={t("queue.nobodyWaits")} />
          <Section name="mine" cases={mine} open={conversationId} empty={t("queue.noneMine")} />
          <Folded name="others" cases={others} open={conversationId} initially />
          <Folded name="closed" cases={closed} open={conversationId} />
        </>
      )}
    </nav>
  );
}

type Name = "waiting" | "mine" | "others" | "closed";

interface SectionProps {
  name: Name;
  cases: Case[];
  open: string | null;
}

function Section({ name, cases, open, empty }: SectionProps & { empty: string }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby={`queue-${name}`} data-section={name}>
      <h2 id={`queue-${name}`} className={classes.heading}>
        {t(`queue.${name}`)} <Count n={cases.length} urgent={name === "waiting"} />
      </h2>
      {cases.length > 0 ? (
        <Rows name={name} cases={cases} open={open} />
      ) : (
        <p className={classes.empty}>{empty}</p>
      )}
    </section>
  );
}

function Folded({ name, cases, open, initially = false }: SectionProps & { initially?: boolean }) {
  const { t } = useTranslation();
  if (cases.length === 0) return null;
  return (
    <details className={classes.folded} open={initially} data-section={name}>
      <summary className={classes.heading}>
        <h2 id={`queue-${name}`}>{t(`queue.${name}`)}</h2> <Count n={cases.length} />
      </summary>
      <Rows name={name} cases={cases} open={open} />
    </details>
  );
}

function Rows({ name, cases, open }: SectionProps) {
  return (
    <ul className={classes.rows} aria-labelledby={`queue-${name}`}>
      {cases.map((item) => (
        <CaseRow key={item.id} item={item} open={item.conversation_id === open} mine={name === "mine"} />
      ))}
    </ul>
  );
}

function Count({ n, urgent = false }: { n: number; urgent?: boolean }) {
  return (
    <span className={classes.count} data-urgent={(urgent && n > 0) || undefined}>
      {n}
    </span>
  );
}

function Placeholder() {
  return (
    <div className={classes.placeholder} aria-hidden>
      {[1, 2, 3, 4].map((row) => (
        <Skeleton key={row} height={64} radius="md" />
      ))}
    </div>
  );
}
