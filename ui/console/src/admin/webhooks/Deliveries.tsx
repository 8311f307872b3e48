import { Badge, Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ask } from "../../api/loose";
import type { Delivery, Webhook } from "../../api/office";
import { MoreButton } from "../../office/MoreButton";
import { Empty, Fetched } from "../../office/Page";
import { useSave } from "../../office/useSave";
import { fullTime } from "../../words/times";
import classes from "../Admin.module.css";
import { webhooksKey } from "./key";

interface Deliveries {
  items: Delivery[];
  next: string | null;
}

/** What became of each event, newest first; one that was given up can be sent again. */
export function Deliveries({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation();
  const at = `/api/webhooks-out/${webhook.id}/deliveries`;
  const pages = useInfiniteQuery({
    queryKey: [...webhooksKey, webhook.id],
    queryFn: ({ pageParam }) => ask<Deliveries>("GET", at, { query: pageParam ? { after: pageParam } : {} }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
  });
  return (
    <Fetched of={pages}>
      {(read) => {
        const items = read.pages.flatMap((page) => page.items);
        if (items.length === 0) return <Empty>{t("admin.webhooks.noDeliveries")}</Empty>;
        return (
          <>
            <div className={classes.scroll}>
              <table className={classes.table}>
                <thead>
                  <tr>
                    <th scope="col">{t("admin.webhooks.event")}</th>
                    <th scope="col">{t("admin.webhooks.state")}</th>
                    <th scope="col">{t("admin.webhooks.attempts")}</th>
                    <th scope="col">
                      <span className={classes.hidden}>{t("action.retry")}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((one) => (
                    <Row key={one.id} one={one} at={at} />
                  ))}
                </tbody>
              </table>
            </div>
            <MoreButton of={pages} />
          </>
        );
      }}
    </Fetched>
  );
}

const colours = { pending: "gray", delivered: "green", failed: "red" } as const;

function Row({ one, at }: { one: Delivery; at: string }) {
  const { t, i18n } = useTranslation();
  const retry = useSave(() => ask("POST", `${at}/${one.id}/retry`), { changes: [webhooksKey] });
  return (
    <tr>
      <th scope="row">
        {one.event}
        <span className={classes.soft}>{fullTime(one.created_at, i18n.language)}</span>
      </th>
      <td>
        <Badge variant="light" tt="none" color={colours[one.state]}>
          {t(`admin.webhooks.states.${one.state}`)}
        </Badge>
        <span className={classes.soft}>{[one.status, one.error].filter(Boolean).join(" · ")}</span>
      </td>
      <td className="tabular">{one.attempts}</td>
      <td>
        {one.state === "failed" && (
          <Button
            size="xs"
            variant="default"
            loading={retry.isPending}
            onClick={() => retry.mutate(undefined)}
          >
            {t("action.retry")}
          </Button>
        )}
      </td>
    </tr>
  );
}
