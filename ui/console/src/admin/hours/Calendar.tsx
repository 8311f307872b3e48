import { Autocomplete, Group, Select, Switch, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Hours } from "../../api/office";

/** Where shops of this kind are; any other zone can be typed. */
const ZONES = ["Europe/Rome", "Europe/London", "Europe/Paris", "Europe/Berlin", "Europe/Madrid", "UTC"];
const COUNTRIES = [
  "IT",
  "AT",
  "BE",
  "CH",
  "DE",
  "ES",
  "FR",
  "GB",
  "GR",
  "HR",
  "IE",
  "NL",
  "PT",
  "SI",
  "SM",
  "US",
];

interface Props {
  hours: Hours;
  onChange: (part: Partial<Hours>) => void;
}

/** Whose public holidays count, and in which zone everything is written. */
export function Calendar({ hours, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const names = new Intl.DisplayNames([i18n.language], { type: "region" });
  const country = hours.country ?? "IT";
  return (
    <Group align="flex-end" mb="md" gap="lg">
      <Switch
        label={t("admin.hours.holidays")}
        checked={hours.holidays ?? false}
        onChange={(event) => onChange({ holidays: event.currentTarget.checked })}
      />
      <Select
        label={t("admin.hours.country")}
        w={180}
        searchable
        allowDeselect={false}
        disabled={!hours.holidays}
        value={country}
        data={[...new Set([country, ...COUNTRIES])].map((value) => ({
          value,
          label: names.of(value) ?? value,
        }))}
        onChange={(value) => value && onChange({ country: value, province: null })}
      />
      <TextInput
        label={t("admin.hours.province")}
        placeholder={t("admin.hours.provincePlaceholder")}
        w={120}
        maxLength={8}
        disabled={!hours.holidays}
        value={hours.province ?? ""}
        onChange={(event) => onChange({ province: event.currentTarget.value.trim().toUpperCase() || null })}
      />
      <Autocomplete
        label={t("admin.hours.zone")}
        w={220}
        data={ZONES}
        value={hours.zone ?? ""}
        onChange={(zone) => onChange({ zone })}
      />
    </Group>
  );
}
