import { useTranslation } from "react-i18next";
import { isLimited, type Limits } from "./occasions";

/** When answers apply, as one says it: "Negozio chiuso · dal 27 nov al 30 nov 2026". */
export function useOccasionName(limits: Limits): string {
  return useOccasionNames()(limits);
}

export function useOccasionNames(): (limits: Limits) => string {
  const { t, i18n } = useTranslation();
  return (limits) => {
    if (!isLimited(limits)) return t("studio.limits.always");
    const { opening, country, customer, manner } = limits;
    const parts = [
      opening && t(`studio.limits.openings.${opening as "open"}`),
      country && t("studio.limits.toCountry", { country: countryName(country, i18n.language) }),
      customer && t(`studio.limits.customers.${customer as "guest"}`),
      manner && t(`studio.limits.manners.${manner as "tu"}`),
      period(limits),
    ];
    return parts.filter(Boolean).join(" · ");
  };

  function period({ valid_from, valid_until }: Limits): string {
    const [from, until] = [valid_from, valid_until].map((date) => date && dayOf(date, i18n.language));
    if (from && until) return t("studio.limits.fromUntil", { from, until });
    if (from) return t("studio.limits.from", { from });
    return until ? t("studio.limits.until", { until }) : "";
  }
}

export function countryName(code: string, language: string): string {
  return new Intl.DisplayNames(language, { type: "region", fallback: "code" }).of(code) ?? code;
}

function dayOf(date: string, language: string): string {
  return new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric" }).format(
    new Date(`${date.slice(0, 10)}T12:00`),
  );
}
