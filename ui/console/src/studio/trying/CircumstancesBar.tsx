import { Button, Collapse, Select } from "@mantine/core";
import { DateTimePicker } from "@mantine/dates";
import "@mantine/dates/styles.css";
import "../../words/dates";
import { IconAdjustments } from "@tabler/icons-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { channelLabel } from "../../channels/registry";
import { channels, countries, customers, openings } from "../answers/choices";
import { countryName } from "../answers/useOccasionName";
import { contentLanguages } from "../lengths";
import classes from "./Trying.module.css";
import { type Circumstances, setCircumstances, useTries } from "./tries";

/** Who writes, when and where: by default nobody in particular, now. */
export function CircumstancesBar() {
  const { t } = useTranslation();
  const id = useId();
  const [open, setOpen] = useState(false);
  const said = useSaid();
  return (
    <div className={classes.circumstances}>
      <div className={classes.said}>
        <span>{said.length > 0 ? said.join(" · ") : t("studio.try.anyhow")}</span>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconAdjustments size={14} aria-hidden />}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          {t("studio.try.change")}
        </Button>
      </div>
      <Collapse expanded={open} id={id}>
        <div className={classes.choices}>
          <Choices />
        </div>
      </Collapse>
    </div>
  );
}

function Choices() {
  const { t, i18n } = useTranslation();
  const { circumstances } = useTries();
  const data = {
    language: contentLanguages.map((value) => ({ value, label: t(`studio.languages.${value}`) })),
    channel: channels.map((value) => ({ value, label: channelLabel(value) })),
    opening: openings.map((value) => ({ value, label: t(`studio.limits.openings.${value}`) })),
    customer: customers.map((value) => ({ value, label: t(`studio.limits.customers.${value}`) })),
    country: countries.map((value) => ({ value, label: countryName(value, i18n.language) })),
  };
  return (
    <>
      {(Object.keys(data) as (keyof typeof data)[]).map((name) => (
        <Select
          key={name}
          size="xs"
          label={t(`studio.try.circumstances.${name}`)}
          allowDeselect={false}
          searchable={name === "country"}
          data={[{ value: "", label: t(`studio.try.any.${name}`) }, ...data[name]]}
          value={circumstances[name] ?? ""}
          onChange={(value) => setCircumstances({ [name]: value || null } as Partial<Circumstances>)}
        />
      ))}
      <DateTimePicker
        size="xs"
        label={t("studio.try.circumstances.at")}
        placeholder={t("studio.try.any.at")}
        locale={i18n.language}
        valueFormat="DD/MM/YYYY HH:mm"
        clearable
        clearButtonProps={{ "aria-label": t("studio.try.now") }}
        value={circumstances.at}
        onChange={(at) => setCircumstances({ at: at ? at.replace(" ", "T").slice(0, 16) : null })}
      />
    </>
  );
}

/** What was chosen, in a few words. */
function useSaid(): string[] {
  const { t, i18n } = useTranslation();
  const { language, channel, at, opening, country, customer } = useTries((state) => state.circumstances);
  return [
    language && t(`studio.languages.${language as "it"}`),
    channel && channelLabel(channel),
    at &&
      new Intl.DateTimeFormat(i18n.language, { dateStyle: "medium", timeStyle: "short" }).format(
        new Date(at),
      ),
    opening && t(`studio.limits.openings.${opening as "open"}`),
    country && countryName(country, i18n.language),
    customer && t(`studio.limits.customers.${customer as "guest"}`),
  ].filter((words): words is string => Boolean(words));
}
