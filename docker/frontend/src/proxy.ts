import { NextResponse, type NextRequest } from 'next/server';

import { REQUEST_ID_HEADER, requestIdOf } from '@/http/request-id';
import { contentSecurityPolicy } from '@/http/security-headers';

/** Runs before each page: a nonce and its policy, and a request id. (Next calls this file convention "proxy".) */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === 'development');
  const requestId = requestIdOf(request.headers);

  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set(REQUEST_ID_HEADER, requestId);
  // Next reads the nonce for its own inline scripts out of the policy in the request.
  headers.set('Content-Security-Policy', policy);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  response.headers.set(REQUEST_ID_HEADER, requestId);
  return response;
}

export const config = { matcher: ['/((?!api/|_next/static/|icon\\.svg).*)'] };
