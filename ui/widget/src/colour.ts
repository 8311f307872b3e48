/** A colour as red, green and blue, each 0 to 255. */
export type Rgb = readonly [number, number, number];

const WHITE: Rgb = [255, 255, 255];
const INK: Rgb = [27, 25, 22];

/** The contrast that WCAG 2 AA asks of text. */
const TEXT_CONTRAST = 4.5;

/** Reads `#rgb` or `#rrggbb`; null for anything else. */
export function readColour(written: string | null): Rgb | null {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(written?.trim() ?? "");
  const hex = short
    ? `#${short
        .slice(1)
        .map((digit) => digit + digit)
        .join("")}`
    : (written?.trim() ?? "");
  const long = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex);
  if (!long) return null;
  const [red = 0, green = 0, blue = 0] = long.slice(1).map((pair) => Number.parseInt(pair, 16));
  return [red, green, blue];
}

/** Relative luminance, as WCAG 2 defines it. */
function luminance(colour: Rgb): number {
  const [red = 0, green = 0, blue = 0] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast between two colours, 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** A colour moved towards another; `share` 0 leaves it, 1 is the other. */
export function mix(colour: Rgb, other: Rgb, share: number): Rgb {
  const [red, green, blue] = other;
  return [
    Math.round(colour[0] + (red - colour[0]) * share),
    Math.round(colour[1] + (green - colour[1]) * share),
    Math.round(colour[2] + (blue - colour[2]) * share),
  ];
}

/** The nearest shade of a colour that can be read on a background: darker on light, lighter on dark. */
export function readable(colour: Rgb, background: Rgb): Rgb {
  const towards = luminance(background) > 0.18 ? INK : WHITE;
  for (let share = 0; share < 1; share += 0.05) {
    const shade = mix(colour, towards, share);
    if (contrast(shade, background) >= TEXT_CONTRAST) return shade;
  }
  return towards;
}

const css = ([red, green, blue]: Rgb): string => `rgb(${red} ${green} ${blue})`;

/** The custom properties that the style sheet makes of one brand colour. */
export function palette(accent: Rgb, dark: boolean): Record<string, string> {
  const surface: Rgb = dark ? [35, 33, 30] : [243, 239, 232];
  const on =
    contrast(WHITE, accent) >= TEXT_CONTRAST ? WHITE : contrast(INK, accent) >= TEXT_CONTRAST ? INK : WHITE;
  const fill = contrast(on, accent) >= TEXT_CONTRAST ? accent : readable(accent, on);
  return {
    "--accent": css(fill),
    "--on-accent": css(on),
    "--accent-soft": css(mix(fill, on, 0.16)),
    "--accent-text": css(readable(accent, surface)),
  };
}
