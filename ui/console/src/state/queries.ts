import { keepPreviousData, type QueryClient, useQuery } from "@tanstack/react-query";
import { asDeskError } from "../api/errors";
import type { Note } from "../api/work";
import * as work from "../api/workCalls";

/** Settings that people change now and then, in milliseconds. */
const SLOWLY = 5 * 60_000;

/** What the desk refuses now it refuses again; only what may pass is asked again. */
const patience = {
  retry: (count: number, error: Error) => asDeskError(error).passing && count < 2,
};

export const notesKey = (id: string) => ["notes", id] as const;
export const mentionsKey = ["mentions"] as const;
export const colleaguesKey = ["colleagues"] as const;
export const viewsKey = ["views"] as const;
export const tagsKey = ["tags"] as const;
export const personKey = (id: string) => ["person", id] as const;

export const useNotes = (id: string) =>
  useQuery({ queryKey: notesKey(id), queryFn: () => work.notes(id), ...patience });

export const useMentions = () => useQuery({ queryKey: mentionsKey, queryFn: work.mentions, ...patience });

export const useColleagues = () =>
  useQuery({ queryKey: colleaguesKey, queryFn: work.colleagues, staleTime: 30_000, ...patience });

export const useTeams = () =>
  useQuery({ queryKey: ["teams"], queryFn: work.teams, staleTime: SLOWLY, ...patience });

export const useTags = () =>
  useQuery({ queryKey: tagsKey, queryFn: work.tags, staleTime: SLOWLY, ...patience });

export const useCanned = () =>
  useQuery({ queryKey: ["canned"], queryFn: work.canned, staleTime: SLOWLY, ...patience });

export const useSavedViews = (wanted = true) =>
  useQuery({ queryKey: viewsKey, queryFn: work.savedViews, enabled: wanted, staleTime: SLOWLY, ...patience });

export const useChannels = () =>
  useQuery({ queryKey: ["channels"], queryFn: work.channels, staleTime: SLOWLY, ...patience });

/** What the composer must know of a channel; undefined while it is not known. */
export function useChannel(name: string) {
  const { data } = useChannels();
  return data?.find((channel) => channel.name === name);
}

export const useTemplates = (id: string, wanted: boolean) =>
  useQuery({
    queryKey: ["templates", id],
    queryFn: () => work.templates(id),
    enabled: wanted,
    staleTime: SLOWLY,
    ...patience,
  });

export const usePerson = (id: string) =>
  useQuery({ queryKey: personKey(id), queryFn: () => work.person(id), staleTime: 30_000, ...patience });

export const useRank = (caseId: string, wanted: boolean) =>
  useQuery({ queryKey: ["rank", caseId], queryFn: () => work.rank(caseId), enabled: wanted, ...patience });

/** Made anew when the shopper has said something else; the old ones stay until then. */
export const useSuggestions = (id: string, lastShopperAt: string | null, wanted: boolean) =>
  useQuery({
    queryKey: ["suggestions", id, lastShopperAt],
    queryFn: () => work.suggestions(id),
    enabled: wanted,
    staleTime: SLOWLY,
    placeholderData: keepPreviousData,
    ...patience,
  });

/** A note that was told live, or that was just written. */
export function tellNote(client: QueryClient, note: Note): void {
  client.setQueryData<Note[]>(notesKey(note.conversation_id), (known) =>
    known ? [...known.filter(({ id }) => id !== note.id), note] : known,
  );
}
