import { useEffect, useState, useSyncExternalStore } from "react";
import { useSession } from "../../state/session";
import { Autosave, type Saved, type Snapshot } from "./autosave";
import { keepUnsaved, unsavedOf } from "./unsaved";

/** Those that still have something to write: they go on after their page has gone. */
const open = new Map<string, Autosave<unknown>>();

interface Options<T> {
  item: string;
  start: Saved<T>;
  put: (revision: number, value: T) => Promise<Saved<T>>;
}

/** The draft of one thing, written to the desk while it is edited. */
export function useAutosave<T>({ item, start, put }: Options<T>): [Autosave<T>, Snapshot<T>] {
  const { agent } = useSession();
  const [save] = useState(() => opened(item, agent.id, start, put));
  const snapshot = useSyncExternalStore(save.subscribe, save.current);
  useEffect(() => save.learn(start), [save, start]);
  useEffect(() => leaving(item, save), [item, save]);
  return [save, snapshot];
}

function opened<T>(item: string, agentId: string, start: Saved<T>, put: Options<T>["put"]): Autosave<T> {
  const running = open.get(item) as Autosave<T> | undefined;
  if (running?.unsaved) return running;
  const left = unsavedOf<T>(item, agentId);
  const changed = ({ state, revision, value }: Snapshot<T>) =>
    keepUnsaved(item, state === "saved" ? null : { agentId, revision, value });
  const save = new Autosave<T>({
    start: left ? { ...start, revision: left.revision } : start,
    put,
    changed,
  });
  if (left) save.edit(() => left.value);
  return save;
}

/** What was written leaves with its page at once; a window that would take it along asks first. */
function leaving<T>(item: string, save: Autosave<T>): () => void {
  open.set(item, save as Autosave<unknown>);
  const warn = (event: BeforeUnloadEvent) => {
    void save.flush();
    if (save.unsaved) event.preventDefault();
  };
  const again = () => void save.flush();
  window.addEventListener("beforeunload", warn);
  window.addEventListener("online", again);
  return () => {
    window.removeEventListener("beforeunload", warn);
    window.removeEventListener("online", again);
    void save.flush().then(() => {
      if (!save.unsaved && open.get(item) === (save as Autosave<unknown>)) open.delete(item);
    });
  };
}
