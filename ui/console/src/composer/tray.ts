import { create } from "zustand";
import { persist } from "zustand/middleware";
import { asDeskError } from "../api/errors";
import { type Uploading, upload } from "../api/upload";
import type { Upload } from "../api/work";

/** A file that will go with an answer. */
export interface Attached {
  key: string;
  name: string;
  size: number;
  mediaType: string;
  /** A picture of it, as a data address; null for what has none. */
  preview: string | null;
  /** How much of it is on the desk, from 0 to 1. */
  progress: number;
  /** What the desk calls it, once it is there. */
  done: Upload | null;
  error: string | null;
}

interface Tray {
  files: Record<string, Attached[]>;
}

/** Files attached and not sent, by conversation; those that the desk has survive a reload. */
export const useTray = create<Tray>()(
  persist((): Tray => ({ files: {} }), {
    name: "sportello.tray",
    partialize: ({ files }) => ({ files: onlyDone(files) }),
  }),
);

const nothing: Attached[] = [];
const running = new Map<string, Uploading>();
/** The files themselves, to try again with. */
const kept = new Map<string, File>();

export function useAttached(conversationId: string): Attached[] {
  return useTray(({ files }) => files[conversationId] ?? nothing);
}

export function attachedTo(conversationId: string): Attached[] {
  return useTray.getState().files[conversationId] ?? nothing;
}

/** Shows a file in the tray; with an error it stays there to be read and removed. */
export function attach(conversationId: string, file: File, error: string | null = null): void {
  const key = crypto.randomUUID();
  const { name, size, type: mediaType } = file;
  change(conversationId, (files) => [
    ...files,
    { key, name, size, mediaType, preview: null, progress: 0, done: null, error },
  ]);
  if (error) return;
  kept.set(key, file);
  if (mediaType.startsWith("image/")) void show(conversationId, key, file);
  void start(conversationId, key, file);
}

/** A file that the desk has goes back to what is being written. */
export function putBack(conversationId: string, done: Upload): void {
  const { id, name, size, media_type } = done;
  const back = { key: id, name, size, mediaType: media_type, preview: null, progress: 1, done, error: null };
  change(conversationId, (files) => [...files.filter(({ key }) => key !== id), back]);
}

export function retryUpload(conversationId: string, key: string): void {
  const file = kept.get(key);
  if (file) void start(conversationId, key, file);
}

export function detach(conversationId: string, key: string): void {
  running.get(key)?.abort();
  kept.delete(key);
  change(conversationId, (files) => files.filter((file) => file.key !== key));
}

/** They have gone with an answer. */
export function emptyTray(conversationId: string): void {
  for (const { key } of attachedTo(conversationId)) kept.delete(key);
  change(conversationId, () => []);
}

async function start(conversationId: string, key: string, file: File): Promise<void> {
  update(conversationId, key, { progress: 0, error: null });
  const sending = upload(conversationId, file, (progress) => update(conversationId, key, { progress }));
  running.set(key, sending);
  try {
    update(conversationId, key, { done: await sending.done, progress: 1 });
  } catch (error) {
    update(conversationId, key, { error: asDeskError(error).message });
  } finally {
    running.delete(key);
  }
}

/** Pictures are shown before they are sent; the page may show no other kind of local address. */
async function show(conversationId: string, key: string, file: File): Promise<void> {
  const reader = new FileReader();
  reader.onload = () => update(conversationId, key, { preview: String(reader.result) });
  reader.readAsDataURL(file);
}

function update(conversationId: string, key: string, news: Partial<Attached>): void {
  change(conversationId, (files) => files.map((file) => (file.key === key ? { ...file, ...news } : file)));
}

function change(conversationId: string, next: (files: Attached[]) => Attached[]): void {
  useTray.setState(({ files }) => ({
    files: { ...files, [conversationId]: next(files[conversationId] ?? []) },
  }));
}

function onlyDone(files: Record<string, Attached[]>): Record<string, Attached[]> {
  const entries = Object.entries(files).map(
    ([id, list]) =>
      [id, list.filter(({ done }) => done).map((file) => ({ ...file, preview: null }))] as const,
  );
  return Object.fromEntries(entries.filter(([, list]) => list.length > 0));
}
