import { expect, test } from 'vitest';

import type { TaskJson } from './task';
import { TaskApi } from './task-api';

type Call = { path: string; init: RequestInit };

function apiAnswering(...answers: (Response | Error)[]) {
  const calls: Call[] = [];
  const pauses: number[] = [];
  let tokens = 1;
  const api = new TaskApi(
    { get: async () => `token-${tokens}`, forget: () => void tokens++ },
    async (path, init) => {
      calls.push({ path, init });
      const answer = answers.shift() ?? new Error('no more answers');
      if (answer instanceof Error) throw answer;
      return answer;
    },
    async (ms) => void pauses.push(ms),
  );
  return { api, calls, pauses };
}

function json(id: number): TaskJson {
  const at = '2026-03-01T10:00:00Z';
  return {
    id: `t${id}`,
    title: `Task ${id}`,
    description: '',
    completed: false,
    priority: 'medium',
    due_date: '2026-03-02',
    created_at: at,
    updated_at: at,
  };
}

function page(from: number, count: number, total: number): Response {
  return Response.json({ items: Array.from({ length: count }, (_, index) => json(from + index)), total });
}

test('the list is read page by page, and a task that moved between two pages comes once', async () => {
  const { api, calls } = apiAnswering(page(0, 100, 150), page(99, 51, 150));
  const { tasks, complete } = await api.list();
  expect(tasks).toHaveLength(150);
  expect(complete).toBe(true);
  expect(calls.map(({ path }) => path)).toEqual([
    '/api/backend/tasks?sort=-created_at&limit=100&offset=0',
    '/api/backend/tasks?sort=-created_at&limit=100&offset=100',
  ]);
});

test('it ends after 1000 tasks, and says that there are more', async () => {
  const { api, calls } = apiAnswering(...Array.from({ length: 10 }, (_, index) => page(index * 100, 100, 1001)));
  expect((await api.list()).complete).toBe(false);
  expect(calls).toHaveLength(10);
});

test('a task is sent and read in the backend’s names', async () => {
  const { api, calls } = apiAnswering(Response.json(json(1), { status: 201 }));
  const task = await api.create({ title: 'Task 1', description: '', priority: 'medium', dueDate: '2026-03-02' });
  expect(task).toMatchObject({ id: 't1', dueDate: '2026-03-02' });
  expect(calls[0]?.init).toMatchObject({ method: 'POST', headers: { authorization: 'Bearer token-1' } });
  expect(JSON.parse(String(calls[0]?.init.body))).toEqual({
    title: 'Task 1',
    description: '',
    priority: 'medium',
    due_date: '2026-03-02',
  });
});

test('a refused token is replaced once', async () => {
  const { api, calls } = apiAnswering(new Response(null, { status: 401 }), Response.json(json(1)));
  await api.update('t1', { dueDate: null });
  expect(calls.map(({ init }) => (init.headers as Record<string, string>).authorization)).toEqual([
    'Bearer token-1',
    'Bearer token-2',
  ]);
  expect(calls[1]?.init.body).toBe('{"due_date":null}');
});

test('a token that is refused twice is a failure, and no loop', async () => {
  const { api, calls } = apiAnswering(new Response(null, { status: 401 }), new Response(null, { status: 401 }));
  await expect(api.delete('t1')).rejects.toMatchObject({ kind: 'unexpected' });
  expect(calls).toHaveLength(2);
});

test('reading waits for a backend that was just replaced', async () => {
  const { api, pauses } = apiAnswering(new Response(null, { status: 502 }), new TypeError('reset'), page(0, 2, 2));
  expect((await api.list()).tasks).toHaveLength(2);
  expect(pauses).toEqual([1000, 2000]);
});

test('a backend that stays away is a failure after three more attempts', async () => {
  const { api, calls } = apiAnswering(...Array.from({ length: 4 }, () => new Response(null, { status: 503 })));
  await expect(api.list()).rejects.toMatchObject({ kind: 'unavailable' });
  expect(calls).toHaveLength(4);
});

test('a failure of the backend itself is told at once', async () => {
  const { api, pauses } = apiAnswering(new Response(null, { status: 500 }));
  await expect(api.list()).rejects.toMatchObject({ kind: 'unexpected' });
  expect(pauses).toEqual([]);
});

test('a change is sent once: it may have been made although nobody answered', async () => {
  const { api, calls } = apiAnswering(new Response(null, { status: 503 }));
  await expect(api.update('t1', { completed: true })).rejects.toMatchObject({ kind: 'unavailable' });
  expect(calls).toHaveLength(1);
});

test('no answer at all is told apart', async () => {
  const { api } = apiAnswering(new TypeError('Failed to fetch'));
  await expect(api.list()).rejects.toMatchObject({ kind: 'offline' });
});
