import i18next from "i18next";
import createClient, { type Middleware } from "openapi-fetch";
import { setByServer } from "../state/clock";
import { readError, unreachable } from "./errors";
import type { paths } from "./schema";

/** Taking a conversation may wait for a message that is already on its way to the vendor. */
const TIMEOUT_MILLISECONDS = 30_000;

let csrfToken = "";
let signedOut: () => void = () => undefined;

export function setCsrfToken(token: string): void {
  csrfToken = token;
}

export function currentCsrfToken(): string {
  return csrfToken;
}

/** Called when the desk no longer knows the session. */
export function onSignedOut(listener: () => void): void {
  signedOut = listener;
}

const manners: Middleware = {
  onRequest({ request }) {
    request.headers.set("Accept-Language", i18next.language);
    if (request.method !== "GET") request.headers.set("X-CSRF-Token", csrfToken);
    return request;
  },
  async onResponse({ request, response }) {
    setByServer(response.headers.get("Date"));
    const asking = new URL(request.url).pathname.endsWith("/api/session");
    if (response.status === 401 && !asking && (await sessionIsGone(response))) signedOut();
    return undefined;
  },
};

/** A wrong code or password is refused with the same status; whoever mistypes one is still signed in. */
async function sessionIsGone(response: Response): Promise<boolean> {
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  return (
    readError(body, response).code !== "bad_code" && readError(body, response).code !== "bad_credentials"
  );
}

async function impatient(request: Request): Promise<Response> {
  try {
    return await fetch(request, { signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS) });
  } catch {
    throw unreachable();
  }
}

export const desk = createClient<paths>({ baseUrl: window.location.origin, fetch: impatient });
desk.use(manners);

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of a good answer; throws a `DeskError` for any other. */
export async function body<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await asked;
  if (!response.ok) throw readError(error, response);
  return data as T;
}
