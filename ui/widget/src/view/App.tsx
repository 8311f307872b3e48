import { useEffect, useRef, useState } from "preact/hooks";
import type { Settings } from "../settings";
import type { Session } from "../state/session";
import type { Keep } from "../state/storage";
import { ChatProvider, makeChat, useSnapshot } from "./context";
import { Mark } from "./icons";
import { Panel } from "./Panel";

export interface AppProps {
  readonly session: Session;
  readonly keep: Keep;
  readonly settings: Settings;
  readonly server: string;
  readonly open: boolean;
  /** Whether it was opened by hand on this page. */
  readonly takeFocus: boolean;
  readonly setOpen: (open: boolean) => void;
}

/** The whole chat: its button, or its panel. */
export function App({ session, keep, settings, server, open, takeFocus, setOpen }: AppProps) {
  const chat = makeChat(session, settings.language, server);
  const snapshot = useSnapshot(session);
  const launcher = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(open);
  const [draft, setDraft] = useState("");
  const [sound, setSound] = useState(keep.get("sound") === "on");
  const { texts } = chat;

  useEffect(() => {
    if (wasOpen.current && !open) launcher.current?.focus();
    wasOpen.current = open;
  }, [open]);

  const setSoundKept = (on: boolean): void => {
    keep.set("sound", on ? "on" : null);
    setSound(on);
  };
  return (
    <ChatProvider value={chat}>
      <div
        class="root"
        lang={settings.language}
        data-scheme={settings.scheme}
        data-position={settings.position}
        style={settings.colours}
      >
        {open ? (
          <Panel
            snapshot={snapshot}
            heading={settings.heading}
            draft={draft}
            setDraft={setDraft}
            sound={sound}
            setSound={setSoundKept}
            close={() => setOpen(false)}
            takeFocus={takeFocus}
          />
        ) : (
          <button
            type="button"
            class="launcher"
            ref={launcher}
            aria-haspopup="dialog"
            aria-label={snapshot.unread ? texts.openUnread(snapshot.unread) : texts.open}
            onClick={() => setOpen(true)}
          >
            <Mark />
            <span class="label" aria-hidden="true">
              {texts.launcher}
            </span>
            {snapshot.unread > 0 && (
              <span class="badge" aria-hidden="true">
                {snapshot.unread > 9 ? "9+" : snapshot.unread}
              </span>
            )}
          </button>
        )}
        <span class="unseen" role="status">
          {!open && snapshot.unread > 0 ? texts.openUnread(snapshot.unread) : ""}
        </span>
      </div>
    </ChatProvider>
  );
}
