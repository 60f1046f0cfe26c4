import type { Instrumentation } from 'next';

import { sendConsoleToLog } from './log/console';
import { log } from './log/log';
import { checkSettingsAtStart } from './settings/check-at-start';

type RequestError = Parameters<Instrumentation.onRequestError>;

export function start(): void {
  checkSettingsAtStart();
  sendConsoleToLog();
}

export function logRequestError(error: RequestError[0], request: RequestError[1], context: RequestError[2]): void {
  const requestId = request.headers['x-request-id'];
  log('error', 'request failed', {
    error,
    method: request.method,
    // Without the query: it may hold what a person typed.
    path: request.path.split('?')[0],
    route: context.routePath,
    // What the error page shows to the person.
    reference: error instanceof Error && 'digest' in error ? error.digest : undefined,
    request_id: Array.isArray(requestId) ? requestId[0] : requestId,
  });
}
