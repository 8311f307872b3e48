import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { LiveBoard } from "../api/office";
import { useConnection } from "../live/connection";
import { tellWatching } from "../live/voice";
import { useAsked } from "../office/asked";
import { liveBoardKey } from "./key";

/** How often to look while nothing can be told live, in milliseconds. */
const LOOK_MILLISECONDS = 10_000;

/** The board, told live by the desk while this is on the screen. */
export function useLiveBoard() {
  const client = useQueryClient();
  const live = useConnection(({ line }) => line === "live");
  useEffect(() => {
    const look = () => void client.invalidateQueries({ queryKey: liveBoardKey });
    if (!live) {
      const timer = setInterval(look, LOOK_MILLISECONDS);
      return () => clearInterval(timer);
    }
    tellWatching(true);
    look();
    return () => tellWatching(false);
  }, [client, live]);
  return useAsked<LiveBoard>(liveBoardKey, "/api/board");
}
