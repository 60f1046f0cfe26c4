import { expect, test, vi } from 'vitest';

import { BODY_LIMIT } from '@/backend/body';

import { GET, POST } from './route';

const handler = vi.hoisted(() =>
  vi.fn(async (request: Request) =>
    Response.json({ method: request.method, cookie: request.headers.get('cookie'), body: await request.text() }),
  ),
);
vi.mock('@/auth/auth', () => ({ auth: () => ({ handler }) }));

const SIGN_IN = 'http://localhost:3000/api/auth/sign-in/email';

test('a body arrives as it was sent, with the headers', async () => {
  const answer = await POST(
    new Request(SIGN_IN, { method: 'POST', headers: { cookie: 'a=b' }, body: '{"email":"ä"}' }),
  );
  expect(await answer.json()).toEqual({ method: 'POST', cookie: 'a=b', body: '{"email":"ä"}' });
});

test('a request without a body passes', async () => {
  expect(await (await GET(new Request(SIGN_IN))).json()).toMatchObject({ method: 'GET', body: '' });
});

test('a body that is too large is refused before better-auth reads it', async () => {
  handler.mockClear();
  const answer = await POST(new Request(SIGN_IN, { method: 'POST', body: 'x'.repeat(BODY_LIMIT + 1) }));
  expect(answer.status).toBe(413);
  expect(await answer.json()).toMatchObject({ detail: 'The body is larger than 64 KiB.' });
  expect(handler).not.toHaveBeenCalled();
});
