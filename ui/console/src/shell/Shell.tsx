import { useState } from "react";
import { useRoute, useSearchParams } from "wouter";
import { Announcer } from "../alerts/Announcer";
import { QueuePane } from "../cases/QueuePane";
import { ConfirmDialog } from "../conversation/ConfirmDialog";
import { Conversation } from "../conversation/Conversation";
import { NoConversation } from "../conversation/NoConversation";
import { SenderProvider } from "../conversation/SenderProvider";
import { Details } from "../details/Details";
import { Palette } from "../keyboard/Palette";
import { ShortcutsDialog } from "../keyboard/ShortcutsDialog";
import { useShellKeys } from "../keyboard/useShellKeys";
import { LiveLine } from "../live/LiveLine";
import { LineBanner } from "./LineBanner";
import classes from "./Shell.module.css";
import { TopBar } from "./TopBar";

/** What a phone shows of the three panes. */
type Pane = "queue" | "conversation" | "details";

export function Shell() {
  const { conversationId, pane } = usePlace();
  const target = useTarget();
  const [helpOpen, setHelpOpen] = useState(false);
  return (
    <SenderProvider>
      <LiveLine conversationId={conversationId} />
      <Keys conversationId={conversationId} onHelp={() => setHelpOpen(true)} />
      <div className={classes.shell} data-pane={pane}>
        <TopBar onHelp={() => setHelpOpen(true)} />
        <LineBanner />
        <QueuePane conversationId={conversationId} />
        <main id="conversation" className={classes.conversation} tabIndex={-1}>
          {conversationId ? (
            <Conversation key={conversationId} id={conversationId} target={target} />
          ) : (
            <NoConversation />
          )}
        </main>
        {conversationId && <Details key={conversationId} id={conversationId} />}
      </div>
      <Announcer conversationId={conversationId} />
      <Palette conversationId={conversationId} onHelp={() => setHelpOpen(true)} />
      <ConfirmDialog />
      <ShortcutsDialog opened={helpOpen} onClose={() => setHelpOpen(false)} />
    </SenderProvider>
  );
}

function Keys(props: { conversationId: string | null; onHelp: () => void }) {
  useShellKeys(props);
  return null;
}

/** The message that the address names, by its sequence. */
function useTarget(): number | null {
  const [parameters] = useSearchParams();
  const sequence = Number.parseInt(parameters.get("m") ?? "", 10);
  return sequence > 0 ? sequence : null;
}

function usePlace(): { conversationId: string | null; pane: Pane } {
  const [inConversation, one] = useRoute("/c/:id");
  const [inDetails, other] = useRoute("/c/:id/details");
  if (inDetails) return { conversationId: other.id, pane: "details" };
  if (inConversation) return { conversationId: one.id, pane: "conversation" };
  return { conversationId: null, pane: "queue" };
}
