import { useQuery } from "@tanstack/react-query";
import { asDeskError } from "../api/errors";
import { ask } from "../api/loose";
import type { Account, Hours, TeamFull } from "../api/office";

/** Reads one thing of the desk's; what it refuses now it refuses again. */
export function useAsked<T>(key: readonly unknown[], path: string, query?: object) {
  return useQuery({
    queryKey: query ? [...key, query] : [...key],
    queryFn: () => ask<T>("GET", path, query ? { query } : {}),
    retry: (count, error) => asDeskError(error).passing && count < 2,
  });
}

export const accountsKey = ["accounts"] as const;
export const teamsFullKey = ["teams-full"] as const;
export const hoursKey = ["hours"] as const;

export const useAccounts = () => useAsked<{ agents: Account[] }>(accountsKey, "/api/agents");
export const useTeamsFull = () => useAsked<{ items: TeamFull[] }>(teamsFullKey, "/api/teams");
export const useHours = () => useAsked<Hours>(hoursKey, "/api/hours");

/** The changes after which lists of teams have to be read anew, here and in the queue. */
export const teamChanges = [teamsFullKey, ["teams"], ["colleagues"]] as const;
