import { expect, test } from 'vitest';

import { failureOfAuth } from './auth-failure';

test('a wrong e-mail address and a wrong password read the same', () => {
  expect(failureOfAuth({ status: 401, code: 'INVALID_EMAIL_OR_PASSWORD' })).toEqual({
    fields: {},
    message: 'E-mail address or password is wrong.',
  });
});

test.each([
  [{ status: 422, code: 'USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL' }, 'email', 'There is an account with this address'],
  [{ status: 400, code: 'PASSWORD_TOO_SHORT' }, 'password', 'Use 8 characters or more.'],
  [{ status: 400, code: 'INVALID_EMAIL' }, 'email', 'not an e-mail address'],
] as const)('%j belongs to its field', (error, field, text) => {
  const failure = failureOfAuth(error);
  expect(failure.message).toBeUndefined();
  expect(failure.fields[field]).toContain(text);
});

test.each([
  [{}, 'No connection'],
  [{ status: 403, code: 'INVALID_ORIGIN' }, 'http://localhost:3000'],
  [{ status: 429 }, 'Wait a minute'],
  [{ status: 429, code: 'TOO_MANY_ATTEMPTS' }, 'Wait five minutes'],
  [{ status: 500, message: 'relation "user" does not exist' }, 'does not work at the moment'],
  [{ status: 400, code: 'SOMETHING_NEW' }, 'Check what you typed'],
])('%j is about the whole form', (error, text) => {
  const failure = failureOfAuth(error);
  expect(failure.fields).toEqual({});
  expect(failure.message).toContain(text);
  expect(failure.message).not.toContain('relation');
});
