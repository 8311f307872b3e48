import { ActionIcon } from "@mantine/core";
import { IconEyeSearch } from "@tabler/icons-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { IntentReading, Message, Reading } from "../api/types";
import { Entities } from "../details/Entities";
import { ReadingBars } from "../details/ReadingBars";
import classes from "./ReadingView.module.css";

interface ShownReading {
  reading: Reading;
  open: boolean;
  toggle: () => void;
  id: string;
}

/** What the assistant made of a shopper's message, if it read it; shown to who asks. */
export function useReading({ reading, author }: Message): ShownReading | null {
  const [open, setOpen] = useState(false);
  const id = useId();
  if (!reading?.intent || author !== "shopper") return null;
  return { reading, open, id, toggle: () => setOpen(!open) };
}

export function ReadingButton({ shown: { open, id, toggle } }: { shown: ShownReading }) {
  const { t } = useTranslation();
  return (
    <ActionIcon
      className={classes.ask ?? ""}
      size={24}
      title={t("reading.ask")}
      aria-label={t("reading.ask")}
      aria-expanded={open}
      aria-controls={id}
      onClick={toggle}
    >
      <IconEyeSearch size={16} stroke={1.7} />
    </ActionIcon>
  );
}

export function ReadingPanel({ shown: { reading, open, id } }: { shown: ShownReading }) {
  return (
    <div id={id} hidden={!open} className={classes.panel}>
      {open && (
        <>
          <ReadingBars readings={ranking(reading)} />
          <Entities entities={reading.entities} />
        </>
      )}
    </div>
  );
}

function ranking({ ranking: all, intent, title, confidence }: Reading): IntentReading[] {
  return all.length > 0 ? all : [{ intent, title, confidence }];
}
