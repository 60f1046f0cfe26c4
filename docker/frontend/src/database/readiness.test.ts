import { expect, test } from 'vitest';

import { checkReadiness } from './readiness';

type Query = Parameters<typeof checkReadiness>[0]['query'];

const answering = (rows: { name: string }[]) => ({ query: (async () => ({ rows })) as unknown as Query });
const failing = (error: Error) => ({ query: (() => Promise.reject(error)) as unknown as Query });

test('a database with all tables is ready', async () => {
  expect(await checkReadiness(answering([]))).toEqual({ ready: true });
});

test('missing tables are named, with what to do', async () => {
  const readiness = await checkReadiness(answering([{ name: 'user' }, { name: 'jwks' }]));
  expect(readiness).toEqual({
    ready: false,
    reason: expect.stringMatching(/user, jwks: run the backend's migrations/),
  });
});

test('an outage is told by its code, not by its message, which may name a user', async () => {
  const error = Object.assign(new Error('password authentication failed for user "todo"'), { code: '28P01' });
  const readiness = await checkReadiness(failing(error));
  expect(readiness).toEqual({ ready: false, reason: expect.stringContaining('28P01') });
  expect(JSON.stringify(readiness)).not.toContain('authentication failed');
});
