import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import type { Session, Snapshot } from "../state/session";
import { catalogues, type Language, type Texts } from "../texts";

/** What every part of the chat needs. */
export interface Chat {
  readonly session: Session;
  readonly texts: Texts;
  readonly language: Language;
  /** The desk's address, against which relative images are read. */
  readonly server: string;
}

const Context = createContext<Chat | null>(null);

export const ChatProvider = Context.Provider;

export function useChat(): Chat {
  const chat = useContext(Context);
  if (!chat) throw new Error("useChat outside of ChatProvider");
  return chat;
}

export function makeChat(session: Session, language: Language, server: string): Chat {
  return { session, language, server, texts: catalogues[language] };
}

/** The conversation as it is now; draws again at each change. */
export function useSnapshot(session: Session): Snapshot {
  const [snapshot, setSnapshot] = useState(session.snapshot);
  useEffect(() => {
    setSnapshot(session.snapshot);
    return session.subscribe(() => setSnapshot(session.snapshot));
  }, [session]);
  return snapshot;
}

/** Whether a media query holds now. */
export function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const changed = (): void => setMatches(list.matches);
    list.addEventListener("change", changed);
    return () => list.removeEventListener("change", changed);
  }, [query]);
  return matches;
}

/** A state that follows a value only once it has held for `delay` milliseconds: what flickers is not shown. */
export function useSettled(value: boolean, delay: number): boolean {
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    if (!value) {
      setSettled(false);
      return;
    }
    const timer = setTimeout(() => setSettled(true), delay);
    return () => clearTimeout(timer);
  }, [value, delay]);
  return value && settled;
}
