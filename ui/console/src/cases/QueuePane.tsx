import { Skeleton, Text, Title } from "@mantine/core";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { BulkBar } from "./BulkBar";
import { activeFilters, filtered, useFilters } from "./filters";
import { layoutOf, type Placed, type SectionName } from "./layout";
import classes from "./QueuePane.module.css";
import { QueueTools } from "./QueueTools";
import { useSections } from "./useBoard";
import { useHeldInPlace } from "./useHeldInPlace";
import { useNavigation } from "./useNavigation";
import { VirtualRows } from "./VirtualRows";

export function QueuePane({ conversationId }: { conversationId: string | null }) {
  const { t } = useTranslation();
  const { loaded, failed, ...all } = useSections();
  const filters = useFilters((state) => state.filters);
  const [folded, fold] = useState<ReadonlySet<SectionName>>(new Set(["closed"]));
  const scroller = useRef<HTMLDivElement>(null);
  const { mine, waiting, others, closed } = all;
  const layout = useMemo(
    () => layoutOf(filtered({ mine, waiting, others, closed }, filters), folded, rootFontSize()),
    [mine, waiting, others, closed, filters, folded],
  );
  useHeldInPlace(scroller, layout);
  useNavigation(scroller, layout, conversationId);
  const toggle = (name: SectionName) =>
    fold(
      (before) => new Set(before.has(name) ? [...before].filter((one) => one !== name) : [...before, name]),
    );
  return (
    <nav className={classes.pane} aria-label={t("queue.title")} data-cases>
      <Title order={1} className={classes.hidden}>
        {t("queue.title")}
      </Title>
      <QueueTools />
      <div ref={scroller} className={classes.scroller}>
        {failed && (
          <Text role="alert" p="md">
            {t("queue.failed")}
          </Text>
        )}
        {!loaded && !failed && <Placeholder />}
        {loaded &&
          layout.sections.map((section) => (
            <Section
              key={section.name}
              section={section}
              row={layout.row}
              scroller={scroller}
              open={conversationId}
              hides={activeFilters(filters) > 0}
              onToggle={() => toggle(section.name)}
            />
          ))}
      </div>
      <BulkBar />
    </nav>
  );
}

function rootFontSize(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
}

interface SectionProps {
  section: Placed;
  row: number;
  scroller: React.RefObject<HTMLDivElement | null>;
  open: string | null;
  hides: boolean;
  onToggle: () => void;
}

function Section({ section, row, scroller, open, hides, onToggle }: SectionProps) {
  const { t } = useTranslation();
  const { name, cases, folded } = section;
  const foldable = name === "others" || name === "closed";
  const empty = name === "mine" ? t("queue.noneMine") : t(hides ? "filters.nothing" : "queue.nobodyWaits");
  return (
    <section aria-labelledby={`queue-${name}`} data-section={name}>
      <h2 id={`queue-${name}`} className={classes.heading}>
        {foldable ? (
          <button type="button" className={classes.fold} aria-expanded={!folded} onClick={onToggle}>
            <Heading name={name} n={cases.length} />
          </button>
        ) : (
          <Heading name={name} n={cases.length} />
        )}
      </h2>
      {cases.length === 0 && <p className={classes.empty}>{empty}</p>}
      {cases.length > 0 && !folded && (
        <VirtualRows section={section} row={row} scroller={scroller} open={open} />
      )}
    </section>
  );
}

function Heading({ name, n }: { name: SectionName; n: number }) {
  const { t } = useTranslation();
  return (
    <>
      {t(`queue.${name}`)}{" "}
      <span className={classes.count} data-urgent={(name === "waiting" && n > 0) || undefined}>
        {n}
      </span>
    </>
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
