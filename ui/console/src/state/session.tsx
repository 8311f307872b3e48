import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect } from "react";
import * as calls from "../api/calls";
import { onSignedOut, setCsrfToken } from "../api/client";
import { asDeskError } from "../api/errors";
import type { Session } from "../api/types";
import { sessionKey } from "./cache";

const SessionContext = createContext<Session | null>(null);

/** The signed-in agent. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("useSession needs a signed-in agent above it");
  return session;
}

export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** Who is signed in: a session, null for nobody, undefined while it is not known. */
export function useSessionQuery() {
  const client = useQueryClient();
  useEffect(() => onSignedOut(() => client.setQueryData(sessionKey, null)), [client]);
  return useQuery({
    queryKey: sessionKey,
    queryFn: askSession,
    staleTime: 5 * 60_000,
    retry: (_count, error) => asDeskError(error).passing,
    retryDelay: 2_000,
  });
}

async function askSession(): Promise<Session | null> {
  try {
    const session = await calls.session();
    setCsrfToken(session.csrf_token);
    return session;
  } catch (error) {
    if (asDeskError(error).status === 401) return null;
    throw error;
  }
}
