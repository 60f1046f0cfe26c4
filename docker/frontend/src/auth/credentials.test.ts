import { expect, test } from 'vitest';

import { faultsOfSignIn, faultsOfSignUp } from './credentials';

const GOOD = { name: 'Ann', email: 'ann@example.com', password: 'eight ch' };

test('good values have no faults', () => {
  expect(faultsOfSignUp(GOOD)).toEqual({});
  expect(faultsOfSignIn(GOOD)).toEqual({});
});

test('each empty field has a fault of its own', () => {
  expect(Object.keys(faultsOfSignUp({ name: ' ', email: '', password: '' }))).toEqual(['name', 'email', 'password']);
  expect(Object.keys(faultsOfSignIn({ email: '', password: '' }))).toEqual(['email', 'password']);
});

test.each(['ann', 'ann@', '@example.com', 'ann@example', 'ann@example..com', 'a nn@example.com'])(
  '%s is not an e-mail address',
  (email) => expect(faultsOfSignUp({ ...GOOD, email })).toHaveProperty('email'),
);

test('a password has 8 to 128 characters when it is chosen; signing in takes what there is', () => {
  expect(faultsOfSignUp({ ...GOOD, password: '1234567' })).toHaveProperty('password');
  expect(faultsOfSignUp({ ...GOOD, password: 'x'.repeat(129) })).toHaveProperty('password');
  expect(faultsOfSignIn({ ...GOOD, password: '1' })).toEqual({});
});
