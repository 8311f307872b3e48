import { Textarea } from "@mantine/core";
import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "../../office/Page";
import { RECOMMENDED_WAYS } from "../lengths";
import { useMistake } from "./problems";
import classes from "./Topic.module.css";
import { WayList } from "./WayList";
import { addWays, pasted } from "./ways";

interface Props {
  language: string;
  ways: readonly string[];
  onChange: (change: (ways: readonly string[]) => string[]) => void;
  children: ReactNode;
}

/** How people ask, in one language: one line each. */
export function WaysCard({ language, ways, onChange, children }: Props) {
  const { t } = useTranslation();
  const mistake = useMistake(`examples.${language}`, "examples");
  return (
    <Card title={t("studio.ways.title")} aside={<Count count={ways.length} />}>
      <AddWays language={language} ways={ways} onChange={onChange} mistake={mistake} />
      <WayList language={language} ways={ways} onChange={onChange} />
      {children}
    </Card>
  );
}

function Count({ count }: { count: number }) {
  const { t } = useTranslation();
  const share = Math.min(1, count / RECOMMENDED_WAYS);
  return (
    <span className={classes.meter} data-enough={share === 1}>
      <span className={classes.track} aria-hidden>
        <span style={{ inlineSize: `${share * 100}%` }} />
      </span>
      {t(share === 1 ? "studio.ways.count" : "studio.ways.countOf", { count, of: RECOMMENDED_WAYS })}
    </span>
  );
}

interface AddProps extends Omit<Props, "children"> {
  mistake: ReactNode;
}

function AddWays({ language, ways, onChange, mistake }: AddProps) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [told, setTold] = useState("");
  const hint = useId();
  const add = (lines: string[]) => {
    if (lines.length === 0) return;
    const { added, known } = addWays(ways, lines);
    onChange((before) => addWays(before, lines).ways);
    setText("");
    const known_ = known > 0 ? t("studio.ways.known", { count: known }) : "";
    setTold([added > 0 ? t("studio.ways.added", { count: added }) : "", known_].filter(Boolean).join(" "));
  };
  return (
    <div className={classes.add}>
      <Textarea
        id={`field-examples-${language}`}
        aria-label={t("studio.ways.add")}
        placeholder={t("studio.ways.addHint")}
        aria-describedby={hint}
        autosize
        minRows={1}
        maxRows={4}
        value={text}
        error={mistake}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          add(pasted(text));
        }}
        onPaste={(event) => {
          const lines = pasted(event.clipboardData.getData("text/plain"));
          if (lines.length < 2 || text.trim()) return;
          event.preventDefault();
          add(lines);
        }}
      />
      <p id={hint} className={classes.told}>
        <span role="status">{told}</span> {!told && t("studio.ways.pasteHint")}
      </p>
    </div>
  );
}
