import type { ComponentChildren } from "preact";

function Icon({ children, filled = false }: { children: ComponentChildren; filled?: boolean }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" fill={filled ? "currentColor" : "none"}>
      {children}
    </svg>
  );
}

/** A counter under its awning that is a speech bubble as well. */
export const Mark = () => (
  <Icon>
    <path fill="currentColor" d="M3 3.5h18v4.2a3 3 0 0 1-6 0 3 3 0 0 1-6 0 3 3 0 0 1-6 0z" />
    <path d="M5 13.2v2.3A2.5 2.5 0 0 0 7.5 18H11l4 3.4V18h1.5a2.5 2.5 0 0 0 2.5-2.5v-2.3" />
  </Icon>
);
export const Close = () => (
  <Icon>
    <path d="m6 6 12 12M18 6 6 18" />
  </Icon>
);
export const Send = () => (
  <Icon>
    <path d="M12 19V5m0 0-6 6m6-6 6 6" />
  </Icon>
);
export const Person = () => (
  <Icon>
    <circle cx="12" cy="8" r="3.6" />
    <path d="M5 20c.6-4 3.3-6 7-6s6.4 2 7 6" />
  </Icon>
);
export const Down = () => (
  <Icon>
    <path d="M12 5v14m0 0-6-6m6 6 6-6" />
  </Icon>
);
export const Bell = ({ off }: { off: boolean }) => (
  <Icon>
    <path d="M6.5 16.5V11a5.5 5.5 0 0 1 11 0v5.5l1.5 1.5H5zM10 20.5h4" />
    {off && <path d="M4 4l16 16" />}
  </Icon>
);
