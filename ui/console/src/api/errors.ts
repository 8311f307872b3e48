/** The desk said no, or could not be reached; `code` is stable, `message` is in the agent's language. */
export class DeskError extends Error {
  readonly code: string;
  readonly status: number;
  readonly details: Readonly<Record<string, unknown>>;
  /** Seconds to wait before trying again, where the desk says so. */
  readonly retryAfter: number | null;

  constructor(
    code: string,
    message: string,
    status: number,
    details: Readonly<Record<string, unknown>> = {},
    retryAfter: number | null = null,
  ) {
    super(message);
    this.name = "DeskError";
    this.code = code;
    this.status = status;
    this.details = details;
    this.retryAfter = retryAfter;
  }

  /** Whether asking again, unchanged, can succeed: no answer, a failing desk, or a session that ran out. */
  get passing(): boolean {
    return this.status === 0 || this.status >= 500 || this.status === 401 || this.status === 429;
  }
}

/** No answer: the network is down, or the desk took too long. */
export function unreachable(): DeskError {
  return new DeskError("unreachable", "", 0);
}

/** Reads the desk's error body; anything else (a proxy's page, say) becomes `unexpected`. */
export function readError(body: unknown, response: Response): DeskError {
  const retryAfter = Number(response.headers.get("Retry-After")) || null;
  const error = isRecord(body) && isRecord(body.error) ? body.error : {};
  const code = typeof error.code === "string" ? error.code : "unexpected";
  const message = typeof error.message === "string" ? error.message : "";
  const details = isRecord(error.details) ? error.details : {};
  return new DeskError(code, message, response.status, details, retryAfter);
}

export function asDeskError(error: unknown): DeskError {
  return error instanceof DeskError ? error : unreachable();
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
