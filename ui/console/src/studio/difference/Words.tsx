import { diffWordsWithSpace } from "diff";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import classes from "./Difference.module.css";

interface Props {
  before: string;
  after: string;
  /** What stands above either side. */
  names: readonly [string, string];
}

/** Two texts side by side, with the words marked that only one of them has. */
export function Words({ before, after, names }: Props) {
  const { t } = useTranslation();
  const found = useMemo(() => diffWordsWithSpace(before, after), [before, after]);
  return (
    <div className={classes.sides}>
      {([0, 1] as const).map((side) => (
        <div key={side} className={classes.side} data-side={side === 0 ? "before" : "after"}>
          <span className={classes.name}>{names[side]}</span>
          {(side === 0 ? before : after) === "" ? (
            <p className={classes.nothing}>{t("studio.difference.nothing")}</p>
          ) : (
            <p>
              {found
                .filter(({ added, removed }) => (side === 0 ? !added : !removed))
                .map(({ value, added, removed }, index) => {
                  const Mark = added ? "ins" : removed ? "del" : "span";
                  // biome-ignore lint/suspicious/noArrayIndexKey: the words of one text never move
                  return <Mark key={index}>{value}</Mark>;
                })}
            </p>
          )}
        </div>
      ))}
    </div>
  );
}
