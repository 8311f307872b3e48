import type { Tag } from "../api/work";
import classes from "./Tags.module.css";

/** A tag by its name; its colour is only a sign beside it, so that any colour can be read. */
export function TagChip({ tag }: { tag: Tag }) {
  return (
    <span className={classes.chip} data-tag={tag.id}>
      <i style={{ background: tag.color }} aria-hidden />
      {tag.name}
    </span>
  );
}
