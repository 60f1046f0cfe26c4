import { REQUEST_ID_HEADER } from '@/http/request-id';

const REQUEST_HEADERS = ['accept', 'authorization', 'content-type'];
const RESPONSE_HEADERS = ['allow', 'content-type', 'retry-after', 'www-authenticate', REQUEST_ID_HEADER];

/** What the backend may see. The session cookie stays here: the backend knows people by their token only. */
export function requestHeaders(incoming: Headers, requestId: string): Headers {
  const headers = pick(incoming, REQUEST_HEADERS);
  headers.set(REQUEST_ID_HEADER, requestId);
  // A kept connection to a pod that is being replaced fails for a request that must not be sent twice.
  headers.set('connection', 'close');
  return headers;
}

export function responseHeaders(incoming: Headers, requestId: string): Headers {
  const headers = pick(incoming, RESPONSE_HEADERS);
  if (!headers.has(REQUEST_ID_HEADER)) headers.set(REQUEST_ID_HEADER, requestId);
  headers.set('cache-control', 'no-store');
  return headers;
}

function pick(from: Headers, names: readonly string[]): Headers {
  const headers = new Headers();
  for (const name of names) {
    const value = from.get(name);
    if (value !== null) headers.set(name, value);
  }
  return headers;
}
