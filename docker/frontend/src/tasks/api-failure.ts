export type FailureKind = 'session-ended' | 'offline' | 'gone' | 'refused' | 'unavailable' | 'unexpected';

/** Why a call to the backend failed, in words for the person. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';

  constructor(
    readonly kind: FailureKind,
    message: string,
  ) {
    super(message);
  }
}

export const SESSION_ENDED = 'Your session has ended. Sign in again.';

/** Maps an answer that is not a success. `detail` is shown only where the backend speaks about the person's input. */
export async function failureOf(response: Response): Promise<ApiFailure> {
  const { detail, requestId } = await readError(response);
  const reference = requestId === undefined ? '' : ` (reference ${requestId})`;
  switch (response.status) {
    case 401:
      return new ApiFailure('unexpected', `The task service does not accept your sign-in${reference}.`);
    case 404:
      return new ApiFailure('gone', 'The task does not exist any more.');
    case 413:
      return new ApiFailure('refused', 'The text is too long.');
    case 422:
      return new ApiFailure('refused', detail ?? 'The task service refused the values.');
    case 429:
      return new ApiFailure('unavailable', 'Too many requests. Wait a moment.');
    case 502:
    case 503:
    case 504:
      return new ApiFailure('unavailable', `The task service cannot be reached at the moment${reference}.`);
    default:
      return new ApiFailure('unexpected', `The task service failed${reference}.`);
  }
}

/** Maps a request that got no answer at all. */
export function failureWithoutAnswer(): ApiFailure {
  return new ApiFailure('offline', 'No connection to the app. Check that it still runs.');
}

async function readError(response: Response): Promise<{ detail: string | undefined; requestId: string | undefined }> {
  const header = response.headers.get('x-request-id') ?? undefined;
  try {
    const body: unknown = await response.json();
    return { detail: stringIn(body, 'detail'), requestId: stringIn(body, 'request_id') ?? header };
  } catch {
    return { detail: undefined, requestId: header };
  }
}

function stringIn(body: unknown, name: string): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const value = (body as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : undefined;
}
