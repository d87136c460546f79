/** The service's REST interface: same origin, the session is a cookie that scripts never see. */

export const API = '/api/v1/account';

export interface Violation {
  field: string;
  message: string;
}

/** An answer that is no success, in the service's words (problem+json), or a service out of reach. */
export class ProblemError extends Error {
  /** 0 when there was no answer at all. */
  readonly status: number;
  /** Stable, for programs; `unreachable` when there was no answer. */
  readonly code: string;
  readonly violations: readonly Violation[];
  /** Seconds to wait, when the service says so. */
  readonly retryAfter: number | null;

  constructor(
    status: number,
    code: string,
    message: string,
    violations: readonly Violation[] = [],
    retryAfter: number | null = null,
  ) {
    super(message);
    this.name = 'ProblemError';
    this.status = status;
    this.code = code;
    this.violations = violations;
    this.retryAfter = retryAfter;
  }

  /** Whether a new login is the only way on. */
  get isLogin(): boolean {
    return this.status === 401;
  }
}

const PATIENCE = 15_000;

/** Calls `path` below the account and gives its JSON; fails with a `ProblemError` only. */
export async function call<T>(
  path: string,
  init: { method?: string; body?: unknown; signal?: AbortSignal; patience?: number } = {},
): Promise<T> {
  let response: Response;
  try {
    response = await fetch(API + path, {
      method: init.method ?? 'GET',
      headers: {
        Accept: 'application/json',
        ...(init.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      body: init.body === undefined ? undefined : JSON.stringify(init.body),
      signal: init.signal ?? AbortSignal.timeout(init.patience ?? PATIENCE),
      cache: 'no-store',
      credentials: 'same-origin',
    });
  } catch {
    throw new ProblemError(0, 'unreachable', 'The service cannot be reached.');
  }
  if (!response.ok) {
    throw await problemOf(response);
  }
  return (await readJson(response)) as T;
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    throw new ProblemError(response.status, 'unreadable', 'The answer is not what the service sends.');
  }
}

async function problemOf(response: Response): Promise<ProblemError> {
  const retry = Number(response.headers.get('Retry-After') ?? NaN);
  let body: { error?: unknown; message?: unknown; violations?: unknown } = {};
  try {
    body = ((await response.json()) ?? {}) as typeof body;
  } catch {
    // A proxy in between answers in its own words: the status is all there is.
  }
  return new ProblemError(
    response.status,
    typeof body.error === 'string' ? body.error : 'http_' + response.status,
    typeof body.message === 'string' ? body.message : `The service answered ${response.status}.`,
    Array.isArray(body.violations) ? (body.violations as Violation[]) : [],
    Number.isFinite(retry) ? retry : null,
  );
}
