import { create } from "zustand";

/** `offline`: the browser has no network. `connecting`: it has, and the desk does not answer yet. */
export type Line = "connecting" | "live" | "offline";

interface Connection {
  line: Line;
  /** Whether the line was ever up: the first connecting is not worth a warning. */
  wasLive: boolean;
}

export const useConnection = create<Connection>()(() => ({ line: "connecting", wasLive: false }));

export function setLine(line: Line): void {
  useConnection.setState((before) => ({ line, wasLive: before.wasLive || line === "live" }));
}
