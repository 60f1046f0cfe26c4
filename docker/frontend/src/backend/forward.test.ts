import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { forward } from './forward';
import { StubBackend } from './stub-backend';

const APP = 'http://localhost:3000';

describe('the door to the backend', () => {
  let backend: StubBackend;
  let logged: string[];

  beforeEach(async () => {
    backend = await StubBackend.start();
    logged = [];
    vi.spyOn(process.stdout, 'write').mockImplementation((line) => logged.push(String(line)) > 0);
  });
  afterEach(() => backend.stop());

  function ask(
    path: string,
    init: RequestInit & { duplex?: 'half' } = {},
    { timeoutMs = 5_000, patienceMs = 0 } = {},
  ): Promise<Response> {
    return forward(new Request(APP + path, init), { backendUrl: backend.url, timeoutMs, patienceMs });
  }

  test('path, query, method and body arrive as they were sent', async () => {
    await ask('/api/backend/tasks?limit=5&q=a%2Fb');
    await ask('/api/backend/tasks/7f0c-1', { method: 'PATCH', body: '{"completed":true}' });
    expect(backend.received).toMatchObject([
      { method: 'GET', url: '/tasks?limit=5&q=a%2Fb', body: '' },
      { method: 'PATCH', url: '/tasks/7f0c-1', body: '{"completed":true}' },
    ]);
    expect(backend.received[1]?.headers['content-length']).toBe('18');
  });

  test('the token is passed on; the session cookie and everything else is not', async () => {
    await ask('/api/backend/tasks', {
      headers: {
        authorization: 'Bearer abc',
        accept: 'application/json',
        cookie: 'better-auth.session_token=abc',
        'x-forwarded-for': '203.0.113.7',
        'x-user-id': 'someone-else',
        'x-request-id': 'r-42',
      },
    });
    const headers = backend.received[0]?.headers ?? {};
    expect(headers).toMatchObject({ authorization: 'Bearer abc', accept: 'application/json', 'x-request-id': 'r-42' });
    expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['cookie']));
    for (const name of ['cookie', 'x-forwarded-for', 'x-user-id']) expect(headers).not.toHaveProperty(name);
  });

  test('a request id that could break a log line is replaced', async () => {
    const answer = await ask('/api/backend/tasks', { headers: { 'x-request-id': '"},{"level":"x' } });
    expect(backend.received[0]?.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.headers.get('x-request-id')).toBe(backend.received[0]?.headers['x-request-id']);
  });

  test('status and the named headers come back, and no cookie', async () => {
    backend.answer = (_, response) => {
      response.writeHead(401, {
        'content-type': 'application/json',
        'www-authenticate': 'Bearer',
        'set-cookie': 'a=b',
        server: 'secret-server/1.0',
      });
      response.end('{"detail":"no"}');
    };
    const answer = await ask('/api/backend/tasks');
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({ detail: 'no' });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(answer.headers.get('server')).toBeNull();
  });

  test('an answer is handed on while it still arrives', async () => {
    let finish: () => void = () => {};
    backend.answer = (_, response) => {
      response.write('first');
      finish = () => response.end('last');
    };
    const answer = await ask('/api/backend/tasks');
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toBe('first');
    finish();
    expect((await reader?.read())?.value).toBe('last');
  });

  test('an empty answer stays empty', async () => {
    backend.answer = (_, response) => response.writeHead(204).end();
    const answer = await ask('/api/backend/tasks/1', { method: 'DELETE' });
    expect(answer.status).toBe(204);
    expect(await answer.text()).toBe('');
  });

  test('a redirect is not followed', async () => {
    backend.answer = (_, response) => response.writeHead(307, { location: `${backend.url}/metrics` }).end();
    expect((await ask('/api/backend/tasks')).status).toBe(307);
    expect(backend.received).toHaveLength(1);
  });

  test.each([
    '/api/backend/metrics',
    '/api/backend/tasks/',
    '/api/backend/tasks/..%2fmetrics',
    '/api/backend/tasks/%2e%2e/metrics',
    '/api/backend/tasks/..%5cmetrics',
    '/api/backend/tasks/1/more',
    '/api/backend//tasks',
    '/api/backend/%74asks',
    '/api/backend/tasks;x=1',
    '/api/backend/tasks/1%0d%0aX-Injected:1',
    '/api/backend/http://example.com/tasks',
    '/api/backend/../../tasks',
    '/api/backendtasks',
    `/api/backend/tasks/${'a'.repeat(65)}`,
  ])('%s does not reach the backend', async (path) => {
    const answer = await ask(path);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ detail: 'No such resource.', request_id: expect.any(String) });
    expect(backend.received).toEqual([]);
  });

  test.each([
    ['PUT', '/api/backend/tasks', 'GET, POST'],
    ['DELETE', '/api/backend/tasks', 'GET, POST'],
    ['OPTIONS', '/api/backend/tasks', 'GET, POST'],
    ['HEAD', '/api/backend/tasks/1', 'GET, PATCH, DELETE'],
    ['POST', '/api/backend/tasks/1', 'GET, PATCH, DELETE'],
  ])('%s %s is refused', async (method, path, allowed) => {
    const answer = await ask(path, { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe(allowed);
    expect(backend.received).toEqual([]);
  });

  test('a body of 64 KiB passes, one byte more does not, with or without a length', async () => {
    const post = (size: number) => ask('/api/backend/tasks', { method: 'POST', body: 'x'.repeat(size) });
    expect((await post(64 * 1024)).status).toBe(200);
    expect((await post(64 * 1024 + 1)).status).toBe(413);
    const endless = new ReadableStream<Uint8Array>({ pull: (sink) => sink.enqueue(new Uint8Array(8192)) });
    expect((await ask('/api/backend/tasks', { method: 'POST', body: endless, duplex: 'half' })).status).toBe(413);
    expect(backend.received).toHaveLength(1);
  });

  test('a backend that is down is a 502 that names it, and a line in the log', async () => {
    await backend.stop();
    const answer = await ask('/api/backend/tasks', { headers: { authorization: 'Bearer abc', 'x-request-id': 'r-1' } });
    expect(answer.status).toBe(502);
    expect(await answer.json()).toEqual({ detail: expect.stringContaining('backend'), request_id: 'r-1' });
    const line = JSON.parse(logged[0] ?? '') as Record<string, unknown>;
    expect(line).toMatchObject({ level: 'error', backend: backend.url, request_id: 'r-1' });
    expect(line.reason).toContain('ECONNREFUSED');
    expect(logged.join('')).not.toContain('abc');
  });

  test('a backend that does not begin to answer in time is a 504', async () => {
    backend.answer = () => {};
    const answer = await ask('/api/backend/tasks', {}, { timeoutMs: 50 });
    expect(answer.status).toBe(504);
  });

  test('a backend that comes up meanwhile gets the request, once', async () => {
    await backend.stop();
    const answer = ask('/api/backend/tasks', { method: 'POST', body: '{}' }, { patienceMs: 4_000 });
    setTimeout(() => void backend.restart(), 400);
    expect((await answer).status).toBe(200);
    expect(backend.received).toMatchObject([{ method: 'POST', url: '/tasks', body: '{}' }]);
    expect(logged).toEqual([]);
  });

  test('a backend that stays down is a 502 once the patience is over', async () => {
    await backend.stop();
    const before = Date.now();
    expect((await ask('/api/backend/tasks', {}, { patienceMs: 600 })).status).toBe(502);
    expect(Date.now() - before).toBeGreaterThanOrEqual(600);
    expect(logged).toHaveLength(1);
  });

  test('patience does not outlast the time limit', async () => {
    await backend.stop();
    expect((await ask('/api/backend/tasks', {}, { timeoutMs: 300, patienceMs: 60_000 })).status).toBe(504);
  });

  test('a backend that hangs up on a request gets it only once', async () => {
    backend.answer = (_, response) => response.destroy();
    expect((await ask('/api/backend/tasks', { method: 'POST', body: '{}' }, { patienceMs: 1_000 })).status).toBe(502);
    expect(backend.received).toHaveLength(1);
  });
});
