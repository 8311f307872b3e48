import { SegmentedControl } from "@mantine/core";
import { DatePickerInput } from "@mantine/dates";
import "dayjs/locale/it";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Period, type Preset, periodOf, presetOf, presets } from "./period";
import classes from "./Reports.module.css";

interface Props {
  period: Period;
  onChange: (period: Period) => void;
}

export function PeriodChooser({ period, onChange }: Props) {
  const { t } = useTranslation();
  const preset = presetOf(period, new Date());
  const [own, setOwn] = useState(preset === null);
  const choose = (value: string) => {
    setOwn(value === "own");
    if (value !== "own") onChange(periodOf(value as Preset, new Date()));
  };
  const value = own ? "own" : (preset ?? "own");
  return (
    <div className={classes.period}>
      <SegmentedControl
        aria-label={t("reports.period")}
        value={value}
        onChange={choose}
        data={[...presets, "own" as const].map((one) => ({ value: one, label: t(`reports.presets.${one}`) }))}
      />
      {value === "own" && <OwnDays period={period} onChange={onChange} />}
    </div>
  );
}

function OwnDays({ period, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const [range, setRange] = useState<[string | null, string | null]>([period.from, period.to]);
  return (
    <DatePickerInput
      type="range"
      aria-label={t("reports.days")}
      locale={i18n.language}
      valueFormat="D MMM YYYY"
      allowSingleDateInRange
      maxDate={new Date()}
      value={range}
      onChange={([from, to]) => {
        setRange([from, to]);
        if (from && to) onChange({ from: from.slice(0, 10), to: to.slice(0, 10) });
      }}
      w={260}
    />
  );
}
