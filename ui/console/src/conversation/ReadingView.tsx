import { UnstyledButton } from "@mantine/core";
import { IconEyeSearch } from "@tabler/icons-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Reading } from "../api/types";
import { Entities } from "../details/Entities";
import { ReadingBars } from "../details/ReadingBars";
import classes from "./ReadingView.module.css";

/** What the assistant made of one message, for who asks. */
export function ReadingView({ reading }: { reading: Reading }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const id = useId();
  if (!reading.intent) return null;
  const ranking = reading.ranking?.length
    ? reading.ranking
    : [{ intent: reading.intent, title: reading.title ?? null, confidence: reading.confidence ?? 0 }];
  return (
    <div className={classes.reading}>
      <UnstyledButton
        className={classes.ask}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <IconEyeSearch size={14} stroke={1.8} aria-hidden />
        {t("reading.ask")}
      </UnstyledButton>
      <div id={id} hidden={!open} className={classes.panel}>
        {open && (
          <>
            <ReadingBars readings={ranking} />
            <Entities entities={reading.entities ?? []} />
          </>
        )}
      </div>
    </div>
  );
}
