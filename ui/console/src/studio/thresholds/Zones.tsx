import { RangeSlider } from "@mantine/core";
import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import type { Bounds } from "../../api/learning";
import { asShare } from "./numbers";
import classes from "./Thresholds.module.css";

/** Narrower than this, in hundredths, a zone has no room for its name. */
const NAMED = 14;

/** The three things the assistant does, by how sure it is, and the two marks between them. */
export function Zones({ bounds, onChange }: { bounds: Bounds; onChange: (bounds: Bounds) => void }) {
  const { t, i18n } = useTranslation();
  const { lower, upper } = bounds;
  const style = { "--lower": `${lower * 100}%`, "--upper": `${upper * 100}%` } as CSSProperties;
  const widths = { person: lower, asks: upper - lower, answers: 1 - upper };
  return (
    <div className={classes.zones} style={style}>
      <div className={classes.names} aria-hidden>
        {(["person", "asks", "answers"] as const).map((zone) => (
          <span key={zone} data-zone={zone} style={{ width: `${widths[zone] * 100}%` }}>
            {widths[zone] * 100 >= NAMED && t(`learning.thresholds.zones.${zone}`)}
          </span>
        ))}
      </div>
      <RangeSlider
        classNames={{
          track: classes.track ?? "",
          bar: classes.bar ?? "",
          thumb: classes.thumb ?? "",
          root: classes.slider ?? "",
        }}
        min={0}
        max={1}
        step={0.01}
        minRange={0}
        pushOnOverlap={false}
        value={[lower, upper]}
        onChange={([from, to]) => onChange({ lower: from, upper: to })}
        label={(value) => asShare(value, i18n.language)}
        thumbFromLabel={t("learning.thresholds.lower")}
        thumbToLabel={t("learning.thresholds.upper")}
      />
    </div>
  );
}
