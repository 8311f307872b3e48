import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useConnection } from "../live/connection";
import { answers } from "../office/roles";
import { boardKey } from "../state/cache";
import { tick } from "../state/known";
import { useSession } from "../state/session";
import { type Board, emptyBoard, learnQueue, type Sections, sections } from "./board";
import { fetchQueue } from "./fetchQueue";
import { lookTook } from "./pace";

/** How often to look while the live line is down, in milliseconds. */
const LOOK_MILLISECONDS = 10_000;

/** The queue, live; looked at regularly while the line is down. */
export function useBoard() {
  const client = useQueryClient();
  const { agent } = useSession();
  const down = useConnection(({ line }) => line !== "live");
  return useQuery({
    queryKey: boardKey,
    queryFn: async (): Promise<Board> => {
      const askedAt = tick();
      const began = performance.now();
      const queue = await fetchQueue();
      lookTook(performance.now() - began);
      return learnQueue(client.getQueryData<Board>(boardKey) ?? emptyBoard, queue, askedAt);
    },
    enabled: answers(agent.role),
    refetchInterval: down ? LOOK_MILLISECONDS : false,
  });
}

export function useSections(): Sections & { loaded: boolean; failed: boolean } {
  const { agent } = useSession();
  const { data, isError } = useBoard();
  const board = data ?? emptyBoard;
  const sorted = useMemo(() => sections(board, agent.id), [board, agent.id]);
  return { ...sorted, loaded: board.loaded, failed: isError && !board.loaded };
}
