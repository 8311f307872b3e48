import type { Entity } from "../api/types";
import classes from "./Details.module.css";

/** What was found in the shopper's words: an order number, a size. */
export function Entities({ entities }: { entities: readonly Entity[] }) {
  if (entities.length === 0) return null;
  return (
    <dl className={classes.entities}>
      {entities.map((entity) => (
        <div key={`${entity.entity}-${String(entity.value)}`}>
          <dt>{entity.entity.replaceAll("_", " ")}</dt>
          <dd>{String(entity.value)}</dd>
        </div>
      ))}
    </dl>
  );
}
