import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { components } from "../../api/schema";
import { hoursKey, useAsked } from "../../office/asked";
import { fullTime } from "../../words/times";

/** Whether somebody should be there at this moment. */
export function OpenNow() {
  const { t, i18n } = useTranslation();
  const { data } = useAsked<components["schemas"]["OpenNowOut"]>([...hoursKey, "now"], "/api/hours/now");
  if (!data) return null;
  return (
    <Badge variant="light" size="lg" tt="none" color={data.open ? "green" : "gray"}>
      {data.open
        ? t("admin.hours.openNow")
        : data.opens_at
          ? t("admin.hours.opensAt", { at: fullTime(data.opens_at, i18n.language) })
          : t("admin.hours.closedNow")}
    </Badge>
  );
}
