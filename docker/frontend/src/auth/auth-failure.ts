import type { FieldFaults } from './credentials';
import { PASSWORD_MAX, PASSWORD_MIN } from './password-rule';

/** What better-auth's client reports. Without a status there was no answer. */
export type AuthError = { status?: number; code?: string | undefined; message?: string | undefined };

/** A failure for a form: about fields where it can be, else about the whole. */
export type AuthFailure = { fields: FieldFaults; message: string | undefined };

const BY_CODE: Record<string, AuthFailure> = {
  INVALID_EMAIL_OR_PASSWORD: whole('E-mail address or password is wrong.'),
  INVALID_EMAIL: { fields: { email: 'This is not an e-mail address.' }, message: undefined },
  USER_ALREADY_EXISTS: taken(),
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: taken(),
  PASSWORD_TOO_SHORT: { fields: { password: `Use ${PASSWORD_MIN} characters or more.` }, message: undefined },
  PASSWORD_TOO_LONG: { fields: { password: `Use ${PASSWORD_MAX} characters at most.` }, message: undefined },
  INVALID_ORIGIN: whole('This address is not allowed to sign in. Open the app at http://localhost:3000.'),
  TOO_MANY_ATTEMPTS: whole('Too many wrong passwords for this account. Wait five minutes, then try again.'),
};

export function failureOfAuth({ status, code }: AuthError): AuthFailure {
  const known = code === undefined ? undefined : BY_CODE[code];
  if (known !== undefined) return known;
  if (status === undefined || status === 0) return whole('No connection to the app. Check that it still runs.');
  if (status === 429) return whole('Too many attempts. Wait a minute, then try again.');
  if (status >= 500) return whole('Signing in does not work at the moment. Try again later.');
  return whole('That did not work. Check what you typed, and try again.');
}

function whole(message: string): AuthFailure {
  return { fields: {}, message };
}

function taken(): AuthFailure {
  return { fields: { email: 'There is an account with this address already. Sign in instead.' }, message: undefined };
}
