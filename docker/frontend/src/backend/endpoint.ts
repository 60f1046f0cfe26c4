export type Endpoint =
  { kind: 'allowed'; path: string } | { kind: 'unknown-path' } | { kind: 'wrong-method'; allowed: string[] };

const PREFIX = '/api/backend';
const COLLECTION = ['GET', 'POST'];
const MEMBER = ['GET', 'PATCH', 'DELETE'];

/**
 * The backend path that a request may reach. Only these exact forms pass, compared before any decoding: whatever holds a
 * dot, a percent sign or a further slash is unknown, so no escape such as `..%2f` needs to be understood here.
 */
export function endpointOf(method: string, pathname: string): Endpoint {
  const path = pathname.startsWith(`${PREFIX}/`) ? pathname.slice(PREFIX.length) : '';
  const allowed = allowedMethods(path);
  if (allowed === undefined) return { kind: 'unknown-path' };
  return allowed.includes(method) ? { kind: 'allowed', path } : { kind: 'wrong-method', allowed };
}

function allowedMethods(path: string): string[] | undefined {
  if (path === '/tasks') return COLLECTION;
  return /^\/tasks\/[A-Za-z0-9-]{1,64}$/.test(path) ? MEMBER : undefined;
}
