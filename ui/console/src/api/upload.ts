import i18next from "i18next";
import { currentCsrfToken } from "./client";
import { DeskError, readError, unreachable } from "./errors";
import type { Upload } from "./work";

export interface Uploading {
  done: Promise<Upload>;
  abort: () => void;
}

/** Sends one file, telling how much of it has gone, from 0 to 1; `fetch` could not tell. */
export function upload(conversationId: string, file: File, onProgress: (share: number) => void): Uploading {
  const request = new XMLHttpRequest();
  const done = new Promise<Upload>((resolve, reject) => {
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(unreachable());
    request.onabort = () => reject(new DeskError("aborted", "", 0));
    request.onload = () => (request.status < 300 ? resolve(request.response) : reject(refusal(request)));
    request.open("POST", `/api/conversations/${conversationId}/uploads`);
    request.responseType = "json";
    request.setRequestHeader("Accept-Language", i18next.language);
    request.setRequestHeader("X-CSRF-Token", currentCsrfToken());
    const form = new FormData();
    form.append("file", file, file.name);
    request.send(form);
  });
  return { done, abort: () => request.abort() };
}

function refusal(request: XMLHttpRequest): DeskError {
  return readError(request.response, new Response(null, { status: request.status }));
}
