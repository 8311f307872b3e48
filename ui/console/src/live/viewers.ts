import { create } from "zustand";
import type { Viewer } from "../api/work";
import { useSession } from "../state/session";

/** Who looks at which conversation, as the desk last said. */
const useViewers = create<{ here: Record<string, Viewer[]> }>()(() => ({ here: {} }));

const nobody: Viewer[] = [];

export function heardViewers(conversationId: string, agents: Viewer[]): void {
  useViewers.setState(({ here }) => ({ here: { ...here, [conversationId]: agents } }));
}

/** What was known is no longer true when the line was down. */
export function forgetViewers(): void {
  useViewers.setState({ here: {} });
}

export function useColleaguesHere(conversationId: string): Viewer[] {
  const { agent } = useSession();
  const all = useViewers(({ here }) => here[conversationId] ?? nobody);
  return all.filter(({ id }) => id !== agent.id);
}
