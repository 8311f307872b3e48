import { IconExternalLink } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Order, Parcel } from "../api/work";
import { usePerson } from "../state/queries";
import { inMoney } from "../words/sizes";
import { dateOf } from "../words/times";
import classes from "./Details.module.css";

/** What this person bought, newest first, with where it is now. */
export function Orders({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data: person, isPending, isError } = usePerson(id);
  if (isError) return null;
  return (
    <section className={classes.section} aria-labelledby="details-orders" aria-busy={isPending}>
      <h2 id="details-orders">{t("who.orders")}</h2>
      {isPending && <p className={classes.word}>{t("who.loading")}</p>}
      {person?.orders_error && (
        <p className={classes.word}>{t("who.ordersFailed", { reason: person.orders_error })}</p>
      )}
      {person && !person.orders_error && person.orders === null && (
        <p className={classes.word}>{t("who.ordersUnknown")}</p>
      )}
      {person?.orders?.length === 0 && <p className={classes.word}>{t("who.noOrders")}</p>}
      {person?.orders && person.orders.length > 0 && (
        <ul className={classes.orders}>
          {person.orders.map((order) => (
            <OrderRow key={order.number} order={order} />
          ))}
        </ul>
      )}
    </section>
  );
}

function OrderRow({ order }: { order: Order }) {
  const { t, i18n } = useTranslation();
  return (
    <li data-order={order.number}>
      <div className={classes.order}>
        <b>{order.number}</b>
        <StateChip state={order.state} />
        <span className="tabular">{inMoney(order.total, order.currency, i18n.language)}</span>
      </div>
      <small>{t("who.placed", { date: dateOf(order.placed_at, i18n.language) })}</small>
      {order.parcels.map((parcel, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parcels never move within an order
        <ParcelRow key={index} parcel={parcel} />
      ))}
    </li>
  );
}

function ParcelRow({ parcel: { state, carrier, tracking_url } }: { parcel: Parcel }) {
  const { t } = useTranslation();
  return (
    <div className={classes.parcel}>
      {carrier} <StateChip state={state} />
      {tracking_url?.startsWith("http") && (
        <a href={tracking_url} target="_blank" rel="noopener noreferrer">
          {t("who.track")} <IconExternalLink size={13} stroke={1.8} aria-hidden />
        </a>
      )}
    </div>
  );
}

function StateChip({ state }: { state: string }) {
  const { t } = useTranslation();
  const words = t(`orderState.${state}` as "orderState.shipped", {
    defaultValue: state.replaceAll("_", " "),
  });
  return <span className={classes.state}>{words}</span>;
}
