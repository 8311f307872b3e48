import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { Router } from "wouter";
import { asDeskError } from "./api/errors";
import { theme, variables } from "./look/theme";
import { Shell } from "./shell/Shell";
import { Starting } from "./shell/Starting";
import { SignIn } from "./signin/SignIn";
import { SessionProvider, useSessionQuery } from "./state/session";

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 0,
      gcTime: 30 * 60_000,
      retry: (count, error) => asDeskError(error).passing && asDeskError(error).status !== 401 && count < 3,
    },
    // An answer that cannot leave is shown as such at once, not held back in silence.
    mutations: { networkMode: "always" },
  },
});

export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      <Notifications position="top-center" autoClose={6000} limit={3} />
      <QueryClientProvider client={client}>
        <Router base="/console">
          <Gate />
        </Router>
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** Signing in again leads back to where one was: the address does not change meanwhile. */
function Gate() {
  const { data: session, isError } = useSessionQuery();
  if (session === undefined) return <Starting failed={isError} />;
  if (session === null) return <SignIn />;
  return (
    <SessionProvider key={session.agent.id} session={session}>
      <Shell />
    </SessionProvider>
  );
}
