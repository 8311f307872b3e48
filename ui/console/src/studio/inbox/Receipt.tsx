import { Button, Loader } from "@mantine/core";
import { IconArrowBackUp, IconCheck, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { InboxGroup } from "../../api/learning";
import type { Decision } from "./decisions";
import { useHomeName } from "./HomeButton";
import classes from "./Inbox.module.css";

interface Props {
  group: InboxGroup;
  decision: Decision;
  trouble: string | undefined;
  onUndo: () => void;
}

/** What became of a group: it stays where it was, so that nothing jumps and undoing is at hand. */
export function Receipt({ group, decision, trouble, onUndo }: Props) {
  return (
    <div className={classes.receipt}>
      <Sign decision={decision} />
      <span className={classes.receiptLabel}>
        <q lang={group.language ?? undefined}>{group.label}</q> <Became group={group} decision={decision} />
        {trouble && <span className={classes.trouble}>{trouble}</span>}
      </span>
      <Undo decision={decision} onUndo={onUndo} focusable />
    </div>
  );
}

/** The same for a message that was split off. */
export function SplitReceipt({ decision, onUndo }: Pick<Props, "decision" | "onUndo">) {
  return (
    <span className={classes.splitReceipt}>
      <Sign decision={decision} />
      <Became decision={decision} group={null} />
      <Undo decision={decision} onUndo={onUndo} />
    </span>
  );
}

function Sign({ decision: { phase, verdict } }: Pick<Props, "decision">) {
  if (phase !== "done") return <Loader size={15} aria-hidden />;
  const Icon = verdict === "accept" ? IconCheck : IconX;
  return <Icon size={17} stroke={2} aria-hidden />;
}

function Became({ group, decision }: { group: InboxGroup | null; decision: Decision }) {
  const { t } = useTranslation();
  const name = useHomeName();
  const home = decision.home ?? group?.proposed;
  if (decision.phase !== "done") return <span>{t(`learning.inbox.phase.${decision.phase}`)}</span>;
  if (decision.done === 0) return <span>{t("learning.inbox.wasNothing")}</span>;
  if (decision.verdict === "dismiss" || !home) return <span>{t("learning.inbox.wasDismissed")}</span>;
  const [made] = decision.created;
  const target = made ?? (home.home === "topic" ? home.intent : null);
  return (
    <span>
      {t("learning.inbox.wasAccepted")}{" "}
      {target ? <Link href={`/studio/topics/${target}`}>{name(home)}</Link> : <b>{name(home)}</b>}
    </span>
  );
}

interface UndoProps {
  decision: Decision;
  onUndo: () => void;
  /** The keyboard walks to it. */
  focusable?: boolean;
}

function Undo({ decision, onUndo, focusable = false }: UndoProps) {
  const { t } = useTranslation();
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      data-label={focusable || undefined}
      disabled={decision.phase !== "done"}
      leftSection={<IconArrowBackUp size={15} aria-hidden />}
      onClick={onUndo}
    >
      {t("learning.inbox.undo")}
    </Button>
  );
}
