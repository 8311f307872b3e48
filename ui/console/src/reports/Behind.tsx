import { Button, CloseButton, Drawer, Group as Row } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { ask } from "../api/loose";
import type { Figure, FigureItem, FigureItems, FigurePoint } from "../api/office";
import { ChannelIcon } from "../channels/registry";
import { MoreButton } from "../office/MoreButton";
import { Fetched } from "../office/Page";
import { fullTime, shortTime } from "../words/times";
import { shown } from "./format";
import classes from "./Reports.module.css";
import { type Query, writeQuery } from "./useReport";

/** A figure, or one point of its series. */
export interface Wanted {
  figure: Figure;
  point: FigurePoint | null;
}

interface Props {
  wanted: Wanted | null;
  query: Query;
  onClose: () => void;
}

/** The conversations behind a figure. */
export function Behind({ wanted, query, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Drawer.Root opened={wanted !== null} onClose={onClose} position="right" size={520}>
      <Drawer.Overlay backgroundOpacity={0.25} />
      <Drawer.Content>
        <div className={classes.drawerHead}>
          <Drawer.Title className={classes.drawerTitle ?? ""}>
            {wanted?.figure.title}
            {wanted?.point && <span className={classes.soft}> · {wanted.point.label}</span>}
          </Drawer.Title>
          <CloseButton aria-label={t("action.close")} onClick={onClose} data-autofocus />
        </div>
        <Drawer.Body>{wanted && <Items wanted={wanted} query={query} />}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

function Items({ wanted, query }: { wanted: Wanted; query: Query }) {
  const { t } = useTranslation();
  const parameters = asked(wanted, query);
  const path = `/api/figures/${wanted.figure.key}/conversations`;
  const pages = useInfiniteQuery({
    queryKey: ["behind", path, parameters],
    queryFn: ({ pageParam }) =>
      ask<FigureItems>("GET", path, { query: { ...parameters, ...(pageParam ? { after: pageParam } : {}) } }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
  });
  return (
    <Fetched of={pages}>
      {({ pages: read }) => (
        <>
          <Row justify="space-between" mb="sm">
            <span className={classes.soft}>{t("reports.found", { count: read[0]?.total ?? 0 })}</span>
            <Button
              component="a"
              size="xs"
              variant="default"
              download
              href={`${path}.csv?${new URLSearchParams({ ...parameters, bom: "true" })}`}
              leftSection={<IconDownload size={14} aria-hidden />}
            >
              CSV
            </Button>
          </Row>
          <ul className={classes.items}>
            {read
              .flatMap(({ items }) => items)
              .map((item, index) => (
                <Item
                  // biome-ignore lint/suspicious/noArrayIndexKey: two votes of one day are told apart by nothing else
                  key={`${item.conversation_id}-${item.at}-${index}`}
                  item={item}
                  figure={wanted.figure}
                />
              ))}
          </ul>
          <MoreButton of={pages} />
        </>
      )}
    </Fetched>
  );
}

/** Without a point, the grouping says nothing about which conversations are meant. */
function asked({ point }: Wanted, query: Query): Record<string, string> {
  const { group, ...rest } = writeQuery(query);
  return point && group ? { ...rest, group, name: point.group } : rest;
}

function Item({ item, figure }: { item: FigureItem; figure: Figure }) {
  const { t, i18n } = useTranslation();
  const place = item.sequence === null ? "" : `?m=${item.sequence}`;
  // A vote belongs to nobody's conversation.
  if (!item.conversation_id) {
    return (
      <li className={classes.item ?? ""}>
        <span className={classes.soft}>{[item.topic_title, item.language].filter(Boolean).join(" · ")}</span>
      </li>
    );
  }
  return (
    <li>
      <Link href={`/c/${item.conversation_id}${place}`} className={classes.item ?? ""}>
        <span className={classes.itemHead}>
          <strong>{item.contact_name || t("person.unnamed")}</strong>
          <ChannelIcon channel={item.channel} size={15} />
          {figure.unit !== "count" && figure.unit !== "share" && (
            <span className={classes.itemValue}>{shown(item.value, figure.unit, i18n.language, t)}</span>
          )}
          <time dateTime={item.at} title={fullTime(item.at, i18n.language)}>
            {shortTime(item.at, i18n.language)}
          </time>
        </span>
        <span className={classes.soft}>
          {[item.topic_title, item.reason && t(`reason.${item.reason}`), item.agent?.name]
            .filter(Boolean)
            .join(" · ")}
        </span>
        {item.comment && <q className={classes.comment}>{item.comment}</q>}
      </Link>
    </li>
  );
}
