import { setTimeout as sleep } from 'node:timers/promises';

import { jsonError } from '@/http/json-error';
import { requestIdOf } from '@/http/request-id';
import { log } from '@/log/log';

import { BODY_LIMIT, readBody } from './body';
import { endpointOf } from './endpoint';
import { requestHeaders, responseHeaders } from './headers';

export type ForwardOptions = {
  backendUrl: string;
  /** until the answer begins */
  timeoutMs: number;
  /** how long a backend that takes no connections is tried again */
  patienceMs: number;
};

const BETWEEN_TRIES_MS = 250;

/** Sends an allowed request to the backend and hands its answer on as it arrives. */
export async function forward(request: Request, options: ForwardOptions): Promise<Response> {
  const { backendUrl, timeoutMs } = options;
  const requestId = requestIdOf(request.headers);
  const url = new URL(request.url);
  const endpoint = endpointOf(request.method, url.pathname);
  if (endpoint.kind === 'unknown-path') return jsonError(404, 'No such resource.', requestId);
  if (endpoint.kind === 'wrong-method') {
    return jsonError(405, 'Method not allowed.', requestId, { allow: endpoint.allowed.join(', ') });
  }
  const body = await readBody(request);
  if (body.kind === 'too-large') return jsonError(413, `The body is larger than ${BODY_LIMIT / 1024} KiB.`, requestId);

  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), timeoutMs);
  try {
    const answer = await patient(options.patienceMs, backendUrl + endpoint.path + url.search, {
      method: request.method,
      headers: requestHeaders(request.headers, requestId),
      body: body.bytes ?? null,
      redirect: 'manual',
      cache: 'no-store',
      signal: AbortSignal.any([deadline.signal, request.signal]),
    });
    return new Response(answer.body, { status: answer.status, headers: responseHeaders(answer.headers, requestId) });
  } catch (error) {
    if (request.signal.aborted) return new Response(null, { status: 499 });
    return unreachable(error, deadline.signal.aborted, backendUrl, requestId);
  } finally {
    // The limit is for the answer to begin; its body may take longer.
    clearTimeout(timer);
  }
}

/**
 * A pod that replaces another is ready a moment before the cluster leads connections to it. Where none was made nothing
 * was sent, so a change cannot happen twice.
 */
async function patient(patienceMs: number, url: string, init: RequestInit & { signal: AbortSignal }) {
  const end = Date.now() + patienceMs;
  for (;;) {
    try {
      return await fetch(url, init);
    } catch (error) {
      if (!isRefused(error) || Date.now() >= end) throw error;
      await sleep(BETWEEN_TRIES_MS, undefined, { signal: init.signal });
    }
  }
}

function isRefused(error: unknown): boolean {
  return error instanceof Error && error.cause instanceof Error && 'code' in error.cause
    ? error.cause.code === 'ECONNREFUSED'
    : false;
}

function unreachable(error: unknown, late: boolean, backendUrl: string, requestId: string): Response {
  log('error', late ? 'the backend did not answer in time' : 'the backend cannot be reached', {
    reason: reasonOf(error),
    backend: backendUrl,
    request_id: requestId,
  });
  return late
    ? jsonError(504, 'The backend (task service) did not answer in time. Try again.', requestId)
    : jsonError(502, 'The backend (task service) cannot be reached. Try again in a moment.', requestId);
}

/** `fetch` says "fetch failed"; what happened stands in the cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}
