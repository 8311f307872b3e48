import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useAlerts } from "../alerts/useAlerts";
import { useSender } from "../conversation/SenderProvider";
import { boardKey } from "../state/cache";
import { useOutbox } from "../state/outbox";
import { useSession } from "../state/session";
import { openLine } from "./socket";
import { forgetViewers } from "./viewers";
import { tellViewing } from "./voice";

/** Lists that are told of live, and so are missed while the line is down. */
const missable = new Set(["notes", "mentions", "colleagues", "presence", "rank", "person"]);

/** Keeps the line to the desk open while somebody is signed in; shows nothing. */
export function LiveLine({ conversationId }: { conversationId: string | null }) {
  const client = useQueryClient();
  const session = useSession();
  const sender = useSender();
  const alert = useAlerts(conversationId);
  const latest = useRef({ alert, session });
  latest.current = { alert, session };

  useEffect(
    () =>
      openLine({
        client,
        session: latest.current.session,
        onNews: (news) => latest.current.alert(news),
        onLive: () => {
          // What is not on the screen is fetched whole when it is opened again.
          client.removeQueries({ queryKey: ["thread"], type: "inactive" });
          void client.invalidateQueries({ queryKey: ["thread"] });
          void client.invalidateQueries({ queryKey: boardKey });
          // Notes, mentions and who is on duty may have changed meanwhile, too.
          void client.invalidateQueries({ predicate: ({ queryKey }) => missable.has(String(queryKey[0])) });
          forgetViewers();
          sender.flushAll(useOutbox.getState().unsent);
        },
      }),
    [client, sender],
  );
  useEffect(() => {
    tellViewing(conversationId);
    return () => tellViewing(null);
  }, [conversationId]);
  return null;
}
