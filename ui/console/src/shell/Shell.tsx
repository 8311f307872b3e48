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
import { Office } from "../office/Office";
import { type OfficePlace, useOfficePlace } from "../office/place";
import { answers } from "../office/roles";
import { useOfficeKeys } from "../office/useOfficeKeys";
import { MentionsPane } from "../search/MentionsPane";
import { SearchPane } from "../search/SearchPane";
import { useSession } from "../state/session";
import { TransferDialog } from "../transfer/TransferDialog";
import { LineBanner } from "./LineBanner";
import { useLeft } from "./left";
import classes from "./Shell.module.css";
import { TopBar } from "./TopBar";

/** What a phone shows of the three panes. */
type Pane = "queue" | "conversation" | "details";

export function Shell() {
  const { conversationId, pane } = usePlace();
  const target = useTarget();
  const office = useOffice();
  const [helpOpen, setHelpOpen] = useState(false);
  return (
    <SenderProvider>
      <LiveLine conversationId={conversationId} />
      <Keys conversationId={conversationId} office={office} onHelp={() => setHelpOpen(true)} />
      <div className={classes.shell} data-pane={pane}>
        <TopBar onHelp={() => setHelpOpen(true)} />
        <LineBanner />
        {office ? (
          <Office place={office} />
        ) : (
          <>
            <LeftPane conversationId={conversationId} />
            <main id="conversation" className={classes.conversation} tabIndex={-1}>
              {conversationId ? (
                <Conversation key={conversationId} id={conversationId} target={target} />
              ) : (
                <NoConversation />
              )}
            </main>
            {conversationId && <Details key={conversationId} id={conversationId} />}
          </>
        )}
      </div>
      <Announcer conversationId={conversationId} />
      <Palette conversationId={conversationId} onHelp={() => setHelpOpen(true)} />
      <ConfirmDialog />
      <TransferDialog />
      <ShortcutsDialog opened={helpOpen} office={office} onClose={() => setHelpOpen(false)} />
    </SenderProvider>
  );
}

function LeftPane({ conversationId }: { conversationId: string | null }) {
  const left = useLeft((state) => state.left);
  if (left === "search") return <SearchPane conversationId={conversationId} />;
  if (left === "mentions") return <MentionsPane />;
  return <QueuePane conversationId={conversationId} />;
}

function Keys(props: { conversationId: string | null; office: OfficePlace | null; onHelp: () => void }) {
  useShellKeys(props);
  useOfficeKeys();
  return null;
}

/** Which page beside the conversations is shown; who may not read conversations arrives in the studio. */
function useOffice(): OfficePlace | null {
  const { agent } = useSession();
  const place = useOfficePlace();
  return place ?? (answers(agent.role) ? null : "studio");
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
