import { type ComponentType, lazy } from "react";

/** A part of the console that did not come: the desk was updated meanwhile, or there is no network. */
export class NotLoaded extends Error {
  override readonly name = "NotLoaded";
}

/** A part of the console that is fetched when it is first shown, inside `Loading`. */
export function lazily<Props>(load: () => Promise<{ default: ComponentType<Props> }>) {
  return lazy(() =>
    load().catch((cause: unknown) => {
      throw new NotLoaded("A part of the console could not be loaded.", { cause });
    }),
  );
}
