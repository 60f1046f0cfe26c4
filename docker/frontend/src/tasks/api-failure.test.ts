import { expect, test } from 'vitest';

import { failureOf } from './api-failure';

const answer = (status: number, body: object | string = '') =>
  failureOf(new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }));

test('what the backend says about the input is shown as it is', async () => {
  expect(await answer(422, { detail: 'title: must not be blank' })).toMatchObject({
    kind: 'refused',
    message: 'title: must not be blank',
  });
});

test('an outage has the request id to ask about, and not the inner words', async () => {
  const failure = await answer(503, { detail: 'JWKS at http://10.0.0.1 unreachable', request_id: 'r-7' });
  expect(failure).toMatchObject({ kind: 'unavailable' });
  expect(failure.message).toContain('reference r-7');
  expect(failure.message).not.toContain('10.0.0.1');
});

test.each([
  [401, 'unexpected'],
  [404, 'gone'],
  [413, 'refused'],
  [422, 'refused'],
  [429, 'unavailable'],
  [502, 'unavailable'],
  [504, 'unavailable'],
  [500, 'unexpected'],
])('%i is %s, also when the body is not JSON', async (status, kind) => {
  expect(await answer(status, '<html>')).toMatchObject({ kind });
});
