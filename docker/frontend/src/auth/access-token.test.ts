import { expect, test } from 'vitest';

import { AccessToken } from './access-token';

const MINUTE = 60_000;

/** A server that gives a new token of 15 minutes for each question. */
function tokens(clock: { now: number }) {
  let asked = 0;
  const token = new AccessToken(
    async () => {
      asked++;
      const payload = Buffer.from(JSON.stringify({ exp: clock.now / 1000 + 900, n: asked })).toString('base64url');
      return Response.json({ token: `header.${payload}.signature` });
    },
    () => clock.now,
  );
  return { token, asked: () => asked };
}

test('one token serves many calls, also ones at the same time', async () => {
  const { token, asked } = tokens({ now: 0 });
  const [first, second] = await Promise.all([token.get(), token.get()]);
  expect(second).toBe(first);
  expect(await token.get()).toBe(first);
  expect(asked()).toBe(1);
});

test('it is fetched again a minute before it ends, and after it was forgotten', async () => {
  const clock = { now: 0 };
  const { token, asked } = tokens(clock);
  await token.get();
  clock.now = 14 * MINUTE - 1;
  await token.get();
  expect(asked()).toBe(1);
  clock.now = 14 * MINUTE;
  await token.get();
  expect(asked()).toBe(2);
  token.forget();
  await token.get();
  expect(asked()).toBe(3);
});

test.each([
  [async () => new Response(null, { status: 401 }), 'session-ended'],
  [async () => new Response(null, { status: 503 }), 'unavailable'],
  [() => Promise.reject(new TypeError('fetch failed')), 'offline'],
])('without a token there is a failure of a kind, and the next call asks again', async (answer, kind) => {
  let asked = 0;
  const token = new AccessToken(() => {
    asked++;
    return answer();
  });
  await expect(token.get()).rejects.toMatchObject({ kind });
  await expect(token.get()).rejects.toMatchObject({ kind });
  expect(asked).toBe(2);
});
