import { Button, Collapse, Select } from "@mantine/core";
import { DateInput } from "@mantine/dates";
import "@mantine/dates/styles.css";
import "../../words/dates";
import { IconAdjustments } from "@tabler/icons-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMistake } from "../topic/problems";
import classes from "./Answers.module.css";
import { countries, customers, manners, openings } from "./choices";
import { isLimited, type Limits } from "./occasions";
import { countryName } from "./useOccasionName";

interface Props {
  field: string;
  limits: Limits;
  onChange: (change: Partial<Limits>) => void;
}

/** When an answer applies, chosen from lists and a calendar. */
export function LimitsEditor({ field, limits, onChange }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [open, setOpen] = useState(isLimited(limits));
  return (
    <div className={classes.limits}>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        leftSection={<IconAdjustments size={15} aria-hidden />}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {t("studio.limits.edit")}
      </Button>
      <Collapse expanded={open} id={id}>
        <div className={classes.limitFields}>
          <Fields field={field} limits={limits} onChange={onChange} />
        </div>
      </Collapse>
    </div>
  );
}

function Fields({ field, limits, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <Choice
        label={t("studio.limits.opening")}
        any={t("studio.limits.anyTime")}
        value={limits.opening}
        data={openings.map((value) => ({ value, label: t(`studio.limits.openings.${value}`) }))}
        field={`${field}.opening`}
        onChange={(opening) => onChange({ opening })}
      />
      <Country field={`${field}.country`} value={limits.country} onChange={onChange} />
      <Choice
        label={t("studio.limits.customer")}
        any={t("studio.limits.anyone")}
        value={limits.customer}
        data={customers.map((value) => ({ value, label: t(`studio.limits.customers.${value}`) }))}
        field={`${field}.customer`}
        onChange={(customer) => onChange({ customer })}
      />
      {limits.manner && (
        <Choice
          label={t("studio.limits.manner")}
          any={t("studio.limits.anyManner")}
          value={limits.manner}
          data={manners.map((value) => ({ value, label: t(`studio.limits.manners.${value}`) }))}
          field={`${field}.manner`}
          onChange={(manner) => onChange({ manner })}
        />
      )}
      <Day
        label={t("studio.limits.validFrom")}
        field={`${field}.valid_from`}
        value={limits.valid_from}
        onChange={(valid_from) => onChange({ valid_from })}
      />
      <Day
        label={t("studio.limits.validUntil")}
        field={`${field}.valid_until`}
        value={limits.valid_until}
        from={limits.valid_from}
        onChange={(valid_until) => onChange({ valid_until })}
      />
    </>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  /** What it says where nothing is chosen. */
  any: string;
  field: string;
  value: T | null;
  data: { value: T; label: string }[];
  searchable?: boolean;
  onChange: (value: T | null) => void;
}

/** The first choice is none. */
function Choice<T extends string>({
  label,
  any,
  field,
  value,
  data,
  searchable = false,
  onChange,
}: ChoiceProps<T>) {
  const { t } = useTranslation();
  return (
    <Select
      size="sm"
      label={label}
      allowDeselect={false}
      searchable={searchable}
      nothingFoundMessage={t("palette.nothing")}
      data={[{ value: "", label: any }, ...data]}
      value={value ?? ""}
      error={useMistake(field)}
      onChange={(chosen) => onChange((chosen as T | "") || null)}
    />
  );
}

function Country({
  field,
  value,
  onChange,
}: { field: string; value: string | null } & Pick<Props, "onChange">) {
  const { t, i18n } = useTranslation();
  const offered = value && !countries.includes(value) ? [value, ...countries] : countries;
  return (
    <Choice
      label={t("studio.limits.country")}
      any={t("studio.limits.anywhere")}
      field={field}
      searchable
      value={value}
      data={offered.map((code) => ({ value: code, label: countryName(code, i18n.language) }))}
      onChange={(country) => onChange({ country })}
    />
  );
}

interface DayProps {
  label: string;
  field: string;
  value: string | null;
  from?: string | null;
  onChange: (value: string | null) => void;
}

function Day({ label, field, value, from, onChange }: DayProps) {
  const { t, i18n } = useTranslation();
  return (
    <DateInput
      size="sm"
      label={label}
      locale={i18n.language}
      valueFormat="DD/MM/YYYY"
      placeholder={t("studio.limits.anyDay")}
      clearable
      clearButtonProps={{ "aria-label": t("studio.limits.clearDay") }}
      value={value?.slice(0, 10) ?? null}
      {...(from ? { minDate: from.slice(0, 10) } : {})}
      error={useMistake(field)}
      onChange={(day) => onChange(day ? day.slice(0, 10) : null)}
    />
  );
}
