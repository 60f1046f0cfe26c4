import { auth } from '@/auth/auth';
import { BODY_LIMIT, readBody } from '@/backend/body';
import { jsonError } from '@/http/json-error';
import { REQUEST_ID_HEADER, requestIdOf } from '@/http/request-id';
import { log } from '@/log/log';

async function handle(request: Request): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  try {
    // better-auth reads a body of any size, before it knows who sends it: one request could use up the memory.
    const body = await readBody(request);
    if (body.kind === 'too-large') {
      return jsonError(413, `The body is larger than ${BODY_LIMIT / 1024} KiB.`, requestId);
    }
    const response = await auth().handler(withBody(request, body.bytes));
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

function withBody({ url, method, headers, signal }: Request, body: BodyInit | undefined): Request {
  return new Request(url, { method, headers, signal, body: body ?? null });
}

function pathOf(request: Request): string {
  return new URL(request.url).pathname;
}

export const dynamic = 'force-dynamic';
export { handle as GET, handle as POST };
