import { auth } from '@/auth/auth';
import { jsonError } from '@/http/json-error';
import { REQUEST_ID_HEADER, requestIdOf } from '@/http/request-id';
import { log } from '@/log/log';

async function handle(request: Request): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  try {
    const response = await auth().handler(request);
    response.headers.set(REQUEST_ID_HEADER, requestId);
    if (response.status >= 500) {
      log('error', 'authentication failed', { path: pathOf(request), status: response.status, request_id: requestId });
    }
    return response;
  } catch (error) {
    log('error', 'authentication failed', { error, path: pathOf(request), request_id: requestId });
    return jsonError(500, 'Signing in does not work at the moment. Try again later.', requestId);
  }
}

function pathOf(request: Request): string {
  return new URL(request.url).pathname;
}

export const dynamic = 'force-dynamic';
export { handle as GET, handle as POST };
