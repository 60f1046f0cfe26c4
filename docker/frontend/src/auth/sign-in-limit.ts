import { APIError, createAuthMiddleware } from 'better-auth/api';

import { Attempts } from './attempts';

const SIGN_IN = '/sign-in/email';
const attempts = new Attempts(10, 5 * 60_000);

/** Hooks that stop the guessing of one account's password: 10 failures in 5 minutes, then a pause. */
export const signInLimit = {
  before: createAuthMiddleware(async (context) => {
    if (context.path !== SIGN_IN) return;
    const seconds = attempts.waitSeconds(accountOf(context.body));
    if (seconds > 0) {
      throw new APIError(
        'TOO_MANY_REQUESTS',
        { code: 'TOO_MANY_ATTEMPTS', message: `Too many attempts. Try again in ${seconds} seconds.` },
        { 'Retry-After': String(seconds) },
      );
    }
  }),
  after: createAuthMiddleware(async (context) => {
    if (context.path !== SIGN_IN) return;
    const returned = context.context.returned;
    if (context.context.newSession) attempts.succeeded(accountOf(context.body));
    else if (returned instanceof APIError && returned.statusCode === 401) attempts.failed(accountOf(context.body));
  }),
};

function accountOf(body: unknown): string {
  const email = typeof body === 'object' && body !== null && 'email' in body ? body.email : undefined;
  return typeof email === 'string' ? email : '';
}
