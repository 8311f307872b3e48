import {
  ActionIcon,
  Button,
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  Kbd,
  type MantineColorsTuple,
  Menu,
  Modal,
  Tooltip,
  type VariantColorsResolver,
} from "@mantine/core";

const green: MantineColorsTuple = [
  "#eaf5f2",
  "#d6eae5",
  "#abd5cb",
  "#7dbfb0",
  "#5cc3b1",
  "#2f8f81",
  "#177367",
  "#0b5f57",
  "#084c46",
  "#053a35",
];

const stone: MantineColorsTuple = [
  "#fbfaf8",
  "#f4f3ef",
  "#eceae4",
  "#dfdcd4",
  "#c9c5ba",
  "#a5a196",
  "#7d7b72",
  "#565d59",
  "#363b38",
  "#1f2523",
];

const night: MantineColorsTuple = [
  "#e4e7e4",
  "#c3cac6",
  "#9ea8a3",
  "#6d7672",
  "#3d4542",
  "#2a302e",
  "#1d2221",
  "#161a19",
  "#111413",
  "#0d100f",
];

/** A filled button is our accent in either scheme; Mantine would judge its text by the light one. */
const withAccent: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  const ours = input.color === undefined || input.color === "green";
  if (input.variant !== "filled" || !ours) return colors;
  return { ...colors, background: "var(--accent)", hover: "var(--accent-hover)", color: "var(--accent-ink)" };
};

/** Letters that cannot be mistaken for each other: agents read order numbers all day. */
const FONT = '"Atkinson Hyperlegible Next Variable", system-ui, sans-serif';

export const theme = createTheme({
  primaryColor: "green",
  primaryShade: { light: 7, dark: 4 },
  variantColorResolver: withAccent,
  colors: { green, gray: stone, dark: night },
  white: "#ffffff",
  black: "#1f2523",
  fontFamily: FONT,
  headings: { fontFamily: FONT, fontWeight: "650" },
  fontSizes: { xs: "0.78rem", sm: "0.86rem", md: "0.95rem", lg: "1.1rem", xl: "1.35rem" },
  lineHeights: { xs: "1.35", sm: "1.4", md: "1.5", lg: "1.4", xl: "1.25" },
  spacing: { xs: "0.4rem", sm: "0.65rem", md: "1rem", lg: "1.4rem", xl: "2rem" },
  radius: { xs: "3px", sm: "6px", md: "9px", lg: "14px", xl: "22px" },
  defaultRadius: "sm",
  cursorType: "pointer",
  components: {
    Button: Button.extend({ defaultProps: { size: "sm" } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: "subtle", color: "gray", size: "lg" } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, withArrow: true, fz: "xs" } }),
    Menu: Menu.extend({ defaultProps: { shadow: "md", position: "bottom-end" } }),
    Modal: Modal.extend({ defaultProps: { centered: true, radius: "md", overlayProps: { opacity: 0.4 } } }),
    Kbd: Kbd.extend({ defaultProps: { size: "xs" }, styles: { root: { fontFamily: FONT } } }),
  },
});

/** Mantine's own parts take their ground, ink and lines from ours. */
export const variables: CSSVariablesResolver = () => {
  const ours = {
    "--mantine-color-body": "var(--panel)",
    "--mantine-color-text": "var(--ink)",
    "--mantine-color-dimmed": "var(--ink-soft)",
    "--mantine-color-default": "var(--raised)",
    "--mantine-color-default-border": "var(--line-strong)",
    "--mantine-color-default-hover": "var(--ground)",
    "--mantine-color-default-color": "var(--ink)",
    "--mantine-color-placeholder": "var(--ink-soft)",
    "--mantine-color-anchor": "var(--accent)",
    "--mantine-color-error": "var(--alarm)",
    "--mantine-color-gray-light-color": "var(--ink-soft)",
  };
  return { variables: {}, light: ours, dark: ours };
};
