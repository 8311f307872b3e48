import { Fragment } from "react";
import classes from "./Linked.module.css";

const ADDRESS = /(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]])/giu;

/** Text as it was written, with its web addresses to follow. */
export function Linked({ text, struck }: { text: string; struck: boolean }) {
  const parts = text.split(ADDRESS);
  const Words = struck ? "s" : "span";
  return (
    <Words className={classes.words}>
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never move
        <Fragment key={index}>{index % 2 === 1 ? <Address href={part} /> : part}</Fragment>
      ))}
    </Words>
  );
}

/** A stranger's link learns nothing of where it was followed from. */
function Address({ href }: { href: string }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {href}
    </a>
  );
}
