import { Sparkline } from "@mantine/charts";
import { ActionIcon, Popover, Text, UnstyledButton } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Figure } from "../api/office";
import { asChange, moved, shown } from "./format";
import { better, durations, keeps } from "./meaning";
import classes from "./Reports.module.css";

interface Props {
  figure: Figure;
  chosen: boolean;
  onChoose: () => void;
  onOpen: () => void;
}

/** One figure: its value, how it moved, what was aimed at, what it counts. */
export function FigureCard({ figure, chosen, onChoose, onOpen }: Props) {
  const { t, i18n } = useTranslation();
  const values = figure.series.map(({ value }) => value ?? 0);
  return (
    <li className={classes.card} data-chosen={chosen || undefined}>
      <div className={classes.cardHead}>
        <UnstyledButton className={classes.name ?? ""} aria-pressed={chosen} onClick={onChoose}>
          {figure.title}
        </UnstyledButton>
        <Definition figure={figure} />
      </div>
      <p className={classes.value}>
        {figure.key === "estimated_frustration" && figure.value !== null && (
          <span className={classes.about}>{t("reports.about")} </span>
        )}
        {shown(figure.value, figure.unit, i18n.language, t)}
        {durations.has(figure.key) && figure.p90 !== null && (
          <span className={classes.second}>
            {t("reports.p90", { value: shown(figure.p90, figure.unit, i18n.language, t) })}
          </span>
        )}
        {figure.unit === "score" && figure.value !== null && (
          <span className={classes.second}>{t("reports.ofFive")}</span>
        )}
      </p>
      <p className={classes.facts}>
        <Change figure={figure} />
        <TargetMark figure={figure} />
        {figure.key === "estimated_frustration" && (
          <span className={classes.mark}>{t("reports.estimate")}</span>
        )}
      </p>
      <div className={classes.foot}>
        <UnstyledButton className={classes.open ?? ""} onClick={onOpen} disabled={figure.count === 0}>
          {t("reports.behind", { count: figure.count })}
          <span className={classes.hidden}>: {figure.title}</span>
        </UnstyledButton>
        {values.length > 1 && (
          <span inert aria-hidden>
            <Sparkline
              w={84}
              h={26}
              data={values}
              curveType="monotone"
              color="var(--accent)"
              fillOpacity={0.14}
              strokeWidth={1.6}
            />
          </span>
        )}
      </div>
    </li>
  );
}

/** What is counted, in words, and how far an estimate can be trusted. */
function Definition({ figure }: { figure: Figure }) {
  const { t } = useTranslation();
  return (
    <Popover width={320} withArrow shadow="md" position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon size="sm" aria-label={t("reports.definitionOf", { figure: figure.title })}>
          <IconInfoCircle size={16} stroke={1.7} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm" tabIndex={-1} data-autofocus style={{ outline: "none" }}>
          {figure.definition}
        </Text>
        {figure.measured_error && (
          <Text size="sm" mt="xs" c="var(--wait)">
            {figure.measured_error.text}
          </Text>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function Change({ figure }: { figure: Figure }) {
  const { t, i18n } = useTranslation();
  const change = moved(figure.value, figure.previous);
  if (change === null) return <span>{t("reports.noBefore")}</span>;
  const way = Math.round(change * 100) === 0 ? 0 : Math.sign(change) * better[figure.key];
  return (
    <span className={classes.change} data-way={way}>
      <strong>{asChange(change, i18n.language)}</strong>{" "}
      {t("reports.before", { value: shown(figure.previous, figure.unit, i18n.language, t) })}
    </span>
  );
}

function TargetMark({ figure }: { figure: Figure }) {
  const { t, i18n } = useTranslation();
  if (figure.target === null) return null;
  const kept = figure.value !== null && keeps(figure.key, figure.value, figure.target);
  return (
    <span className={classes.mark} data-kept={kept}>
      {t(kept ? "reports.targetKept" : "reports.target", {
        value: shown(figure.target, figure.unit, i18n.language, t),
      })}
    </span>
  );
}
