import { body, desk } from "./client";

type Method = "GET" | "POST" | "PUT" | "DELETE";

interface Options {
  query?: object;
  body?: unknown;
}

type Answer = { data?: unknown; error?: unknown; response: Response };
type Loose = Record<Method, (path: string, options: object) => Promise<Answer>>;

/** Asks the desk by a path that is put together; the caller names the shape of the answer. */
export function ask<T>(method: Method, path: string, { query, body: sent }: Options = {}): Promise<T> {
  const client = desk as unknown as Loose;
  return body(client[method](path, { params: { query }, body: sent })) as Promise<T>;
}
