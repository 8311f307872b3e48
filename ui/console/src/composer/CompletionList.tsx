import { useEffect, useRef } from "react";
import classes from "./CompletionList.module.css";

export interface Choice {
  key: string;
  label: string;
  detail: string;
  /** What would be inserted, if it is more than the label says. */
  preview: string | null;
}

interface Props {
  id: string;
  title: string;
  empty: string;
  hint: string;
  choices: readonly Choice[];
  chosen: number;
  onChoose: (index: number) => void;
  onPoint: (index: number) => void;
}

/** What could be inserted at the cursor; the keyboard stays in the field, which says what is chosen. */
export function CompletionList({ id, title, empty, hint, choices, chosen, onChoose, onPoint }: Props) {
  const preview = choices[chosen]?.preview;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  return (
    <div className={classes.popup} data-completion>
      <div className={classes.head}>
        <span>{title}</span>
        <small>{hint}</small>
      </div>
      {choices.length === 0 && (
        <p className={classes.empty} role="status">
          {empty}
        </p>
      )}
      <div className={classes.body} hidden={choices.length === 0}>
        <div ref={list} id={id} role="listbox" aria-label={title} className={classes.list}>
          {choices.map((choice, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
            <div
              key={choice.key}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              className={classes.choice}
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => onPoint(index)}
              onClick={() => onChoose(index)}
            >
              <b>{choice.label}</b>
              <span>{choice.detail}</span>
            </div>
          ))}
        </div>
        {preview && <p className={classes.preview}>{preview}</p>}
      </div>
    </div>
  );
}
